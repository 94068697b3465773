/* The window stage of the matcher for one buffer: gate, exact hash, whole-form hash, keyed tag (notes/scan.md section 4.2).

   Does what matcher.py does with NumPy, and nothing else; the tests hold both against each other. The data come from
   unknown disks: every read is checked against `size`, and nothing is written but the arrays given for results. */

#include "common.h"

#define MOST_WORDS 50
#define TABLES 3
/* Windows looked at in one step: what passes one stage is listed for the next, so that waiting for memory overlaps. */
#define STEP 8192
enum { LONG_FORMS, SHORT_FORMS, MARKS };

/* Sorted values, and where those with each top `bits` begin: 2^bits + 1 places. */
typedef struct {
    const uint32_t *values;
    const uint32_t *begins;
    int64_t size;
    int64_t bits;
} sorted_t;

/* Rows of one window width: the different hashes, and from first[n] on, up to first[n + 1], the shapes (offset << 8 |
   length) of each. */
typedef struct {
    sorted_t hashes;
    const uint32_t *first;
    const uint16_t *shapes;
    /* Which hashes there may be: folded to stay in the cache, and whole. */
    bits_t near;
    bits_t front;
} table_t;

typedef struct {
    uint32_t gate[2];
    uint32_t exact[3];
    const uint64_t *whole;
    bits_t gate_bits;
    bits_t whole_bits;
    table_t tables[TABLES];
    sorted_t tags;
    uint64_t keyed[8];
} kernel_t;

/* A form with its rows among the tags, and whether it is a piece of a longer number; for a mark `length` is its number and
   the rest is zero. */
typedef struct {
    int64_t start;
    int64_t low;
    int64_t count;
    int64_t length;
    int64_t glued;
} found_t;

static const uint64_t IV[8] = {
    0x6a09e667f3bcc908ULL, 0xbb67ae8584caa73bULL, 0x3c6ef372fe94f82bULL, 0xa54ff53a5f1d36f1ULL,
    0x510e527fade682d1ULL, 0x9b05688c2b3e6c1fULL, 0x1f83d9abfb41bd6bULL, 0x5be0cd19137e2179ULL};

static const uint8_t SIGMA[12][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3}};

static uint64_t rotated(uint64_t value, int by) { return value >> by | value << (64 - by); }

/* BLAKE2b's compression (RFC 7693 section 3.2). */
static void compress(uint64_t *state, const uint8_t *block, uint64_t total, int last) {
    uint64_t v[16], m[16];
    int i, round;
    for (i = 0; i < 16; i++)
        m[i] = (uint64_t)load32(block + 8 * i) | (uint64_t)load32(block + 8 * i + 4) << 32;
    for (i = 0; i < 8; i++) {
        v[i] = state[i];
        v[i + 8] = IV[i];
    }
    v[12] ^= total;
    if (last)
        v[14] = ~v[14];
#define G(r, i, a, b, c, d)                                                                                           \
    a += b + m[SIGMA[r][2 * i]];                                                                                      \
    d = rotated(d ^ a, 32);                                                                                           \
    c += d;                                                                                                           \
    b = rotated(b ^ c, 24);                                                                                           \
    a += b + m[SIGMA[r][2 * i + 1]];                                                                                  \
    d = rotated(d ^ a, 16);                                                                                           \
    c += d;                                                                                                           \
    b = rotated(b ^ c, 63);
    for (round = 0; round < 12; round++) {
        G(round, 0, v[0], v[4], v[8], v[12])
        G(round, 1, v[1], v[5], v[9], v[13])
        G(round, 2, v[2], v[6], v[10], v[14])
        G(round, 3, v[3], v[7], v[11], v[15])
        G(round, 4, v[0], v[5], v[10], v[15])
        G(round, 5, v[1], v[6], v[11], v[12])
        G(round, 6, v[2], v[7], v[8], v[13])
        G(round, 7, v[3], v[4], v[9], v[14])
    }
    for (i = 0; i < 8; i++)
        state[i] ^= v[i] ^ v[i + 8];
}

/* The version of these structures and functions; the program uses no other. */
EXPORT int32_t kernel_version(void) { return 3; }

/* Prepare the keyed digest of four bytes: `key` of at most 64 bytes. */
EXPORT void kernel_key(kernel_t *kernel, const uint8_t *key, int64_t length) {
    uint8_t block[128] = {0};
    int i;
    for (i = 0; i < 8; i++)
        kernel->keyed[i] = IV[i];
    kernel->keyed[0] ^= 0x01010000ULL ^ (uint64_t)length << 8 ^ 4ULL;
    memcpy(block, key, (size_t)length);
    compress(kernel->keyed, block, 128, 0);
}

static uint32_t tag_of(const kernel_t *kernel, const uint8_t *form, int64_t length) {
    uint64_t state[8];
    uint8_t block[128] = {0};
    memcpy(state, kernel->keyed, sizeof state);
    if (length > 128) {
        compress(state, form, 256, 0);
        memcpy(block, form + 128, (size_t)(length - 128));
    } else
        memcpy(block, form, (size_t)length);
    compress(state, block, 128 + (uint64_t)length, 1);
    return (uint32_t)state[0];
}

static uint32_t exactly(const kernel_t *kernel, uint32_t low, uint32_t high) { return mixed(kernel->exact, low, high); }

/* The first place whose value is not less than `wanted`. */
static int64_t lower(const sorted_t *sorted, uint32_t wanted) {
    uint32_t top = wanted >> (32 - sorted->bits);
    int64_t from = sorted->begins[top], size = sorted->begins[top + 1] - from;
    while (size > 0) {
        int64_t half = size / 2;
        if (sorted->values[from + half] < wanted) {
            from += half + 1;
            size -= half + 1;
        } else
            size = half;
    }
    return from;
}

/* The hash of whole forms that begin at one place, the shorter ones first: what they share is added up once. */
typedef struct {
    int64_t start;
    int64_t words;
    uint64_t sum;
} hashing_t;

/* The hash of the form of this length, which lies inside the data: multiply and add over its words, as Mixer.forms. */
static uint32_t hash_of(const kernel_t *kernel, const uint8_t *form, int64_t length, hashing_t *so_far) {
    uint64_t sum;
    for (; 4 * so_far->words + 4 <= length; so_far->words++)
        so_far->sum += (uint64_t)load32(form + 4 * so_far->words) * kernel->whole[so_far->words];
    sum = so_far->sum + (uint64_t)length * kernel->whole[MOST_WORDS];
    if (4 * so_far->words < length) {
        uint8_t rest[4] = {0};
        memcpy(rest, form + 4 * so_far->words, (size_t)(length - 4 * so_far->words));
        sum += (uint64_t)load32(rest) * kernel->whole[so_far->words];
    }
    return (uint32_t)(sum >> 32);
}

/* A byte, or a comma where there is none: whatever lies beyond the data is no digit. */
static int byte_at(const uint8_t *data, int64_t size, int64_t at) { return at < 0 || at >= size ? ',' : data[at]; }

static int is_digit(int byte) { return byte >= '0' && byte <= '9'; }

/* Whether a digit stands on both sides of the edge: one byte wide, UTF-16 of either order, or full width (boundary.py). */
static int glued(const uint8_t *data, int64_t size, int64_t edge) {
    int around[6], index;
    for (index = 0; index < 6; index++)
        around[index] = byte_at(data, size, edge + index - 3);
#define WIDE(lead, first, low) (around[first] == (lead) && around[first + 1] >= (low) && around[first + 1] < (low) + 10)
#define WIDE_UTF8(first)                                                                                              \
    (around[first] == 0xEF && around[first + 1] == 0xBC && around[first + 2] >= 0x90 && around[first + 2] <= 0x99)
    return (is_digit(around[2]) && is_digit(around[3])) ||
           (is_digit(around[1]) && !around[2] && is_digit(around[3]) && !around[4]) ||
           (!around[1] && is_digit(around[2]) && !around[3] && is_digit(around[4])) || (WIDE_UTF8(0) && WIDE_UTF8(3)) ||
           (WIDE(0x82, 1, 0x4F) && WIDE(0x82, 3, 0x4F)) || (WIDE(0xA3, 1, 0xB0) && WIDE(0xA3, 3, 0xB0));
}

/* Whether the registered form of this shape stands here; then its rows among the tags. */
static int form_at(const kernel_t *kernel, const uint8_t *data, int64_t size, found_t *found, hashing_t *so_far) {
    int64_t row, last;
    uint32_t tag;
    if (found->start < 0 || !found->length || found->length > 4 * MOST_WORDS || found->start + found->length > size)
        return 0;
    if (found->start != so_far->start || 4 * so_far->words > found->length) {
        so_far->start = found->start;
        so_far->words = 0;
        so_far->sum = 0;
    }
    if (!has(&kernel->whole_bits, hash_of(kernel, data + found->start, found->length, so_far)))
        return 0;
    tag = tag_of(kernel, data + found->start, found->length);
    row = lower(&kernel->tags, tag);
    for (last = row; last < kernel->tags.size && kernel->tags.values[last] == tag; last++)
        ;
    found->low = row;
    found->count = last - row;
    if (last > row)
        found->glued = glued(data, size, found->start) || glued(data, size, found->start + found->length);
    return last > row;
}

/* Add what one table says about the window at `at`; -1 where there is no more room. */
static int64_t look_up(const kernel_t *kernel, int which, uint32_t hash, int64_t at, const uint8_t *data, int64_t size,
                       found_t *out, int64_t count, int64_t room) {
    const table_t *table = &kernel->tables[which];
    int64_t place;
    uint32_t row;
    hashing_t so_far = {-1, 0, 0};
    if (!has(&table->near, hash) || !has(&table->front, hash))
        return count;
    place = lower(&table->hashes, hash);
    if (place == table->hashes.size || table->hashes.values[place] != hash)
        return count;
    for (row = table->first[place]; row < table->first[place + 1]; row++) {
        found_t found = {at - (table->shapes[row] >> 8), 0, 0, table->shapes[row] & 0xFF, 0};
        if (which != MARKS && !form_at(kernel, data, size, &found, &so_far))
            continue;
        if (count == room)
            return -1;
        out[count++] = found;
    }
    return count;
}

/* The words of the window at `at`, zeros behind the end of the data. */
static void window_at(const uint8_t *data, int64_t size, int64_t at, uint32_t *low, uint32_t *high) {
    uint8_t rest[8] = {0};
    if (at + 8 <= size) {
        *low = load32(data + at);
        *high = load32(data + at + 4);
        return;
    }
    memcpy(rest, data + at, (size_t)(size - at));
    *low = load32(rest);
    *high = load32(rest + 4);
}

/* The bit of the first stage at `place`: asked in whole words, which costs the least where nearly nothing passes. */
static inline int is_open(const uint8_t *packed, uint32_t place) {
    uint64_t word;
    memcpy(&word, packed + (place >> 6) * sizeof word, sizeof word);
    return (int)(word >> (place & 63) & 1);
}

/* List the windows of data[at:end] that pass the gate, at most STEP of them; how many. */
static int gated(const kernel_t *kernel, const uint8_t *data, int64_t size, int64_t at, int64_t end, int64_t *listed) {
    const uint8_t *packed = kernel->gate_bits.packed;
    const uint32_t first = kernel->gate[0], second = kernel->gate[1];
    const int shift = 32 - (int)kernel->gate_bits.bits;
    int64_t whole = end < size - 8 ? end : size - 8;
    uint32_t low, high, places[STEP];
    int count = 0, index, many = whole > at ? (int)((whole - at + 3) / 4) : 0;
    for (index = 0; index < many; index++)
        places[index] = (load32(data + at + 4 * index) * first + load32(data + at + 4 * index + 4) * second) >> shift;
    for (index = 0; index < many; index++) {
        listed[count] = at + 4 * index;
        count += is_open(packed, places[index]);
    }
    for (at += 4 * many; at < end; at += 4) {
        window_at(data, size, at, &low, &high);
        listed[count] = at;
        count += has(&kernel->gate_bits, low * first + high * second);
    }
    return count;
}

/* Keep those of the listed windows that a table may know; how many. */
static int known(const kernel_t *kernel, const uint8_t *data, int64_t size, int64_t *listed, int count) {
    int index, kept = 0;
    for (index = 0; index < count; index++) {
        uint32_t low, high, exact, brief;
        int64_t at = listed[index];
        window_at(data, size, at, &low, &high);
        exact = exactly(kernel, low, high);
        brief = exactly(kernel, low, high & 0xFF);
        listed[kept] = at;
        kept += (has(&kernel->tables[LONG_FORMS].near, exact) | has(&kernel->tables[SHORT_FORMS].near, brief) |
                 has(&kernel->tables[MARKS].near, brief)) &
                ((low | high) != 0);
    }
    return kept;
}

/* Forms and marks whose sampled window lies in data[begin:end]; `counts` gets how many of each. Gives the position to go
   on from where the room is used up, else `end`. */
EXPORT int64_t kernel_scan(const kernel_t *kernel, const uint8_t *data, int64_t size, int64_t begin, int64_t end,
                           found_t *forms, found_t *marks, int64_t room, int64_t *counts) {
    int64_t listed[STEP + 1], start;
    counts[0] = counts[1] = 0;
    if (end > size)
        end = size;
    for (start = begin / 4 * 4; start < end; start += 4 * STEP) {
        int64_t stop = start + 4 * STEP < end ? start + 4 * STEP : end;
        int count, index;
        /* a window of zeros is never registered; the last ones reach beyond the step */
        if (all_zero(data, start, stop + 8 < size ? stop + 8 : size))
            continue;
        count = known(kernel, data, size, listed, gated(kernel, data, size, start, stop, listed));
        for (index = 0; index < count; index++) {
            uint32_t low, high, brief;
            int64_t at = listed[index], formed, marked;
            window_at(data, size, at, &low, &high);
            brief = exactly(kernel, low, high & 0xFF);
            formed = look_up(kernel, LONG_FORMS, exactly(kernel, low, high), at, data, size, forms, counts[0], room);
            if (formed >= 0)
                formed = look_up(kernel, SHORT_FORMS, brief, at, data, size, forms, formed, room);
            marked = look_up(kernel, MARKS, brief, at, data, size, marks, counts[1], room);
            if (formed < 0 || marked < 0)
                return at;
            counts[0] = formed;
            counts[1] = marked;
        }
    }
    return end > begin ? end : begin;
}
