/* The part of the algebra library (CBLAS with 64-bit lengths) that NumPy's core links against, in plain loops.

   NumPy's own is 20 MB for the speed of large matrices; this program multiplies none. Names and meaning: the reference
   BLAS (netlib.org/blas); matrices are read through strides, so that order and transposition need no case of their own. */

#include <stdint.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT
#endif
#define NAME(name) scipy_cblas_##name##64_

enum { BY_ROWS = 101, PLAIN = 111, CONJUGATED = 113, UPPER = 121 };
typedef int64_t size;
typedef struct { float re, im; } complex_s;
typedef struct { double re, im; } complex_d;

static size first(size count, size step) { return step < 0 ? (1 - count) * step : 0; }

#define ADD(a, b) ((a) + (b))
#define MUL(a, b) ((a) * (b))
#define SAME(a, flip) (a)
#define NIL(type) ((type)0)
#define IS_NIL(a) ((a) == 0)

#define ADD_C(a, b) ((__typeof__(a)){(a).re + (b).re, (a).im + (b).im})
#define MUL_C(a, b) ((__typeof__(a)){(a).re * (b).re - (a).im * (b).im, (a).re * (b).im + (a).im * (b).re})
#define SAME_C(a, flip) ((flip) ? (__typeof__(a)){(a).re, -(a).im} : (a))
#define NIL_C(type) ((type){0, 0})
#define IS_NIL_C(a) ((a).re == 0 && (a).im == 0)

/* One kind of number: T the type, P how alpha and beta arrive, V their value. */
#define KIND(p, T, P, V, ADD, MUL, SAME, NIL, IS_NIL)                                                                  \
    static T dot_##p(size n, const T *x, size dx, const T *y, size dy, int fx, int fy) {                               \
        T sum = NIL(T);                                                                                                \
        for (size i = 0; i < n; i++, x += dx, y += dy) {                                                               \
            T left = SAME(*x, fx), right = SAME(*y, fy);                                                               \
            sum = ADD(sum, MUL(left, right));                                                                          \
        }                                                                                                              \
        return sum;                                                                                                    \
    }                                                                                                                  \
    static void put_##p(T *at, T alpha, T sum, T beta) {                                                               \
        T scaled = MUL(alpha, sum);                                                                                    \
        T kept = IS_NIL(beta) ? NIL(T) : MUL(beta, *at);                                                               \
        *at = ADD(scaled, kept);                                                                                       \
    }                                                                                                                  \
    EXPORT void NAME(p##axpy)(size n, P alpha, const T *x, size dx, T *y, size dy) {                                   \
        x += first(n, dx), y += first(n, dy);                                                                          \
        for (size i = 0; i < n; i++, x += dx, y += dy) {                                                               \
            T scaled = MUL(V(alpha), *x);                                                                              \
            *y = ADD(*y, scaled);                                                                                      \
        }                                                                                                              \
    }                                                                                                                  \
    EXPORT void NAME(p##gemv)(int order, int trans, size rows, size columns, P alpha, const T *a, size lda,            \
                              const T *x, size dx, P beta, T *y, size dy) {                                            \
        size down = order == BY_ROWS ? lda : 1, along = order == BY_ROWS ? 1 : lda;                                    \
        size results = trans == PLAIN ? rows : columns, terms = trans == PLAIN ? columns : rows;                       \
        size next = trans == PLAIN ? down : along, step = trans == PLAIN ? along : down;                               \
        x += first(terms, dx), y += first(results, dy);                                                                \
        for (size i = 0; i < results; i++, y += dy)                                                                    \
            put_##p(y, V(alpha), dot_##p(terms, a + i * next, step, x, dx, trans == CONJUGATED, 0), V(beta));          \
    }                                                                                                                  \
    EXPORT void NAME(p##gemm)(int order, int trans_a, int trans_b, size rows, size columns, size terms, P alpha,       \
                              const T *a, size lda, const T *b, size ldb, P beta, T *c, size ldc) {                    \
        int by_rows = order == BY_ROWS;                                                                                \
        int a_down = by_rows == (trans_a == PLAIN), b_down = by_rows == (trans_b == PLAIN);                            \
        for (size i = 0; i < rows; i++)                                                                                \
            for (size j = 0; j < columns; j++)                                                                         \
                put_##p(c + (by_rows ? i * ldc + j : i + j * ldc), V(alpha),                                           \
                        dot_##p(terms, a + i * (a_down ? lda : 1), a_down ? 1 : lda, b + j * (b_down ? 1 : ldb),       \
                                b_down ? ldb : 1, trans_a == CONJUGATED, trans_b == CONJUGATED),                       \
                        V(beta));                                                                                      \
    }                                                                                                                  \
    EXPORT void NAME(p##syrk)(int order, int half, int trans, size n, size terms, P alpha, const T *a, size lda,       \
                              P beta, T *c, size ldc) {                                                                \
        int by_rows = order == BY_ROWS, down = by_rows == (trans == PLAIN);                                            \
        for (size i = 0; i < n; i++)                                                                                   \
            for (size j = half == UPPER ? i : 0; j < (half == UPPER ? n : i + 1); j++)                                 \
                put_##p(c + (by_rows ? i * ldc + j : i + j * ldc), V(alpha),                                           \
                        dot_##p(terms, a + i * (down ? lda : 1), down ? 1 : lda, a + j * (down ? lda : 1),             \
                                down ? 1 : lda, 0, 0),                                                                 \
                        V(beta));                                                                                      \
    }

#define REAL(p, T)                                                                                                     \
    KIND(p, T, T, , ADD, MUL, SAME, NIL, IS_NIL)                                                                       \
    EXPORT T NAME(p##dot)(size n, const T *x, size dx, const T *y, size dy) {                                          \
        return dot_##p(n, x + first(n, dx), dx, y + first(n, dy), dy, 0, 0);                                           \
    }

#define COMPLEX(p, T)                                                                                                  \
    KIND(p, T, const T *, *, ADD_C, MUL_C, SAME_C, NIL_C, IS_NIL_C)                                                    \
    EXPORT void NAME(p##dotu_sub)(size n, const T *x, size dx, const T *y, size dy, T *out) {                          \
        *out = dot_##p(n, x + first(n, dx), dx, y + first(n, dy), dy, 0, 0);                                           \
    }                                                                                                                  \
    EXPORT void NAME(p##dotc_sub)(size n, const T *x, size dx, const T *y, size dy, T *out) {                          \
        *out = dot_##p(n, x + first(n, dx), dx, y + first(n, dy), dy, 1, 0);                                           \
    }

REAL(s, float)
REAL(d, double)
COMPLEX(c, complex_s)
COMPLEX(z, complex_d)
