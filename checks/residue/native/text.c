/* Two passes over a text: where patterns may begin (gates), and which listed words stand in it (a trie).

   Python asks `re` only at the places given here, so they may be too many, never too few; words are exact. Texts come
   from unknown files: nothing is read outside `size` signs, nothing written but the result arrays. */

#include "common.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <cpuid.h>
#include <tmmintrin.h>
#endif

EXPORT int32_t text_version(void) { return 7; }

#define REACH 9 /* signs before and after the anchor that a gate asks at most */

/* Classes of signs that no gate tells apart; masks[(offset + REACH) * classes + class] are `words` words of one bit for
   each gate, set where the gate admits the class at that offset from its anchor. */
typedef struct {
    const uint16_t *class_of; /* of each sign below U+10000 */
    const uint64_t *masks;
    const uint8_t *behind; /* for an anchor and the sign before it: bits of the groups of gates that admit both */
    const uint8_t *ahead;  /* the same for an anchor and the sign after it */
    const uint16_t *anchors; /* for each class: bits of the words that hold a gate with such an anchor, the last for all beyond */
    const uint64_t *far; /* for each distance from the anchor: bits of the gates that ask for a sign there or farther off */
    const int32_t *lists; /* for each gate: the list its places go to */
    const int32_t *shift; /* for each gate: from the anchor to the beginning of the match */
    int64_t classes, words, edge, beyond;
} gates_t;

/* Signs of one, two or four bytes each. */
typedef struct {
    const void *signs;
    int64_t size;
    int width;
} text_t;

#if defined(__GNUC__)
#define PASS static inline __attribute__((always_inline))
#else
#define PASS static inline
#endif
/* Give `call` for the text's width: a pass of its own for each of them is far faster than one that asks for it at each sign. */
#define BY_WIDTH(text, call)                                                                                           \
    do {                                                                                                               \
        if ((text).width == 1) {                                                                                       \
            (text).width = 1;                                                                                          \
            return call;                                                                                               \
        }                                                                                                              \
        if ((text).width == 2) {                                                                                       \
            (text).width = 2;                                                                                          \
            return call;                                                                                               \
        }                                                                                                              \
        (text).width = 4;                                                                                              \
        return call;                                                                                                   \
    } while (0)

PASS uint32_t sign_at(const text_t *text, int64_t at) {
    uint32_t sign;
    uint16_t narrow;
    if (text->width == 1)
        return ((const uint8_t *)text->signs)[at];
    if (text->width == 2) {
        memcpy(&narrow, (const uint8_t *)text->signs + 2 * at, sizeof narrow);
        return narrow;
    }
    memcpy(&sign, (const uint8_t *)text->signs + 4 * at, sizeof sign);
    return sign;
}

PASS int64_t class_at(const gates_t *gates, const text_t *text, int64_t at) {
    uint32_t sign;
    if (at < 0 || at >= text->size)
        return gates->edge;
    sign = sign_at(text, at);
    return sign < 0x10000 ? gates->class_of[sign] : gates->beyond;
}

static inline int lowest(uint64_t bits) {
#if defined(__GNUC__)
    return __builtin_ctzll(bits);
#else
    int place = 0;
    while (!(bits & 1)) {
        bits >>= 1;
        place++;
    }
    return place;
#endif
}

/* Those of the gates `bits` of one word that admit the signs `n` before and after the anchor. */
static inline uint64_t admitting(const gates_t *gates, const uint16_t *near, int64_t word, uint64_t bits, int n) {
    return bits & gates->masks[((REACH - n) * gates->classes + near[-n]) * gates->words + word] &
           gates->masks[((REACH + n) * gates->classes + near[n]) * gates->words + word];
}

/* The gates of one word that stand open where the classes of the signs around are `near`. */
static inline uint64_t open_at(const gates_t *gates, const uint16_t *near, int64_t word) {
    uint64_t bits = gates->masks[(REACH * gates->classes + near[0]) * gates->words + word];
    int n;
    bits = admitting(gates, near, word, bits, 1);
    if (bits)
        bits = admitting(gates, near, word, bits, 2);
    for (n = 3; bits && bits & gates->far[n * gates->words + word]; n++)
        bits = admitting(gates, near, word, bits, n);
    return bits;
}

/* `count` pairs and those of the gates open at `at`; -1 - `count` where there is no room for them. */
static inline int64_t told(const gates_t *gates, const uint16_t *near, int64_t at, int64_t size, int64_t *pairs,
                           int64_t count, int64_t room) {
    int64_t word;
    const int64_t before = count;
    for (word = 0; word < gates->words; word++) {
        uint64_t bits;
        if (!(gates->anchors[near[0]] >> (word < 15 ? word : 15) & 1))
            continue;
        for (bits = open_at(gates, near, word); bits; bits &= bits - 1) {
            int64_t gate = word * 64 + lowest(bits), start = at + gates->shift[gate];
            if (start < 0 || start > size)
                continue;
            if (count == room)
                return -1 - before;
            pairs[count++] = (int64_t)gates->lists[gate] << 32 | start;
        }
    }
    return count;
}

#define BLOCK 4096 /* signs whose classes are looked up together */

PASS int64_t spots(const gates_t *gates, const text_t *text, int64_t *reached, int64_t end, int64_t *pairs,
                            int64_t count, int64_t room) {
    const uint8_t *behind = gates->behind, *ahead = gates->ahead;
    const int64_t size = text->size, classes = gates->classes;
    uint16_t kept[BLOCK + 2 * REACH];
    int64_t from, to, at = *reached;
    for (from = at; from < end; from = to) {
        const uint16_t *near = kept + REACH - from; /* the class of each sign, by its place */
        to = end - from > BLOCK ? from + BLOCK : end;
        for (at = from - REACH; at < to + REACH; at++)
            kept[at - from + REACH] = (uint16_t)class_at(gates, text, at);
        for (at = from; at < to; at++) {
            const int64_t row = near[at] * classes;
            if (behind[row + near[at - 1]] & ahead[row + near[at + 1]] &&
                (count = told(gates, near + at, at, size, pairs, count, room)) < 0) {
                *reached = at;
                return -1 - count;
            }
        }
    }
    *reached = at;
    return count;
}

#define ASCII 128
#define THIRD 21 /* bits of three groups of gates in one word */

/* Bits of the gates of the first word that admit a class at the anchor, after it and before it, a third of a word for each. */
static uint64_t in_thirds(const gates_t *gates, int64_t own) {
    const int64_t offsets[3] = {0, 1, -1};
    uint64_t all = 0;
    int64_t n;
    for (n = 0; n < 3; n++) {
        uint64_t bits = gates->masks[((REACH + offsets[n]) * gates->classes + own) * gates->words];
        all |= ((bits | bits >> THIRD | bits >> 2 * THIRD | bits >> 3 * THIRD) & (((uint64_t)1 << THIRD) - 1)) << n * THIRD;
    }
    return all;
}

#if defined(__x86_64__) && defined(__GNUC__)
#define SIXTEEN 16 /* signs looked at together, and groups of gates */

/* For each half of a sign and each offset what may stand there, as bits of groups of gates: too many, never too few. */
typedef struct {
    uint8_t low[2][3][SIXTEEN], high[2][3][SIXTEEN];
} halves_t;

static int can_shuffle(void) {
    unsigned a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & bit_SSSE3);
}

/* Whether two gates of the first word admit the same ASCII signs right around their anchors. */
static int alike(uint64_t admitted[3][ASCII], int one, int other) {
    int n, sign;
    for (n = 0; n < 3; n++)
        for (sign = 0; sign < ASCII; sign++)
            if ((admitted[n][sign] >> one ^ admitted[n][sign] >> other) & 1)
                return 0;
    return 1;
}

/* The lower halves of the ASCII signs with this upper one that a gate admits. */
static int row_of(const uint64_t *admitted, int gate, int high) {
    int low, row = 0;
    for (low = 0; low < 16; low++)
        row |= (int)(admitted[high << 4 | low] >> gate & 1) << low;
    return row;
}

static int same_before(const int *rows, int high) {
    int other;
    for (other = 0; other < high; other++)
        if (rows[other] == rows[high])
            return 1;
    return 0;
}

static void admit(halves_t *halves, int group, int n, int sign) {
    halves->low[group >> 3][n][sign & 15] |= (uint8_t)(1 << (group & 7));
    halves->high[group >> 3][n][sign >> 4] |= (uint8_t)(1 << (group & 7));
}

static void in_halves(const gates_t *gates, halves_t *halves) {
    const int offsets[3] = {0, 1, -1};
    uint64_t admitted[3][ASCII], any = 0;
    int first[SIXTEEN], rows[8], groups = 0, group, gate, high, n, sign;
    memset(halves, 0, sizeof *halves);
    for (n = 0; n < 3; n++)
        for (sign = 0; sign < ASCII; sign++)
            admitted[n][sign] =
                gates->masks[((REACH + offsets[n]) * gates->classes + gates->class_of[sign]) * gates->words];
    for (sign = 0; sign < ASCII; sign++)
        any |= admitted[0][sign];
    for (; any; any &= any - 1) {
        gate = lowest(any);
        for (group = 0; group < groups && !alike(admitted, first[group], gate); group++)
            ;
        if (group < groups)
            continue;
        for (high = 0; high < 8; high++)
            rows[high] = row_of(admitted[2], gate, high);
        /* What may stand before a figure is told exactly: signs whose upper halves admit the same lower ones go together. */
        if (!(admitted[0]['0'] >> gate & 1))
            for (high = 1; high < 8; high++) {
                rows[0] |= rows[high];
                rows[high] = 0;
            }
        for (high = 0; high < 8; high++) {
            int other, whole = !(admitted[0]['0'] >> gate & 1);
            if (!rows[high] || same_before(rows, high))
                continue;
            group = groups < SIXTEEN ? groups++ : SIXTEEN - 1; /* the last one with others that are not alike */
            if (group == groups - 1)
                first[group] = gate;
            for (n = 0; n < 2; n++)
                for (sign = 0; sign < ASCII; sign++)
                    if (admitted[n][sign] >> gate & 1)
                        admit(halves, group, n, sign);
            for (other = 0; other < 8; other++)
                for (sign = 0; sign < 16; sign++)
                    if ((whole ? row_of(admitted[2], gate, other) : rows[other] == rows[high] ? rows[high] : 0) >> sign & 1)
                        admit(halves, group, 2, other << 4 | sign);
        }
    }
}

#define SHUFFLES __attribute__((target("ssse3"), always_inline)) static inline

SHUFFLES __m128i table(const uint8_t *bytes) { return _mm_loadu_si128((const __m128i *)bytes); }

/* Groups whose gates are open at 16 places, by the halves of the signs there, after and before them. */
SHUFFLES __m128i open_groups(uint8_t low[3][SIXTEEN], uint8_t high[3][SIXTEEN], const __m128i *lows, const __m128i *highs) {
    __m128i open = _mm_and_si128(_mm_shuffle_epi8(table(low[0]), lows[0]), _mm_shuffle_epi8(table(high[0]), highs[0]));
    open = _mm_and_si128(open, _mm_and_si128(_mm_shuffle_epi8(table(low[1]), lows[1]), _mm_shuffle_epi8(table(high[1]), highs[1])));
    return _mm_and_si128(open, _mm_and_si128(_mm_shuffle_epi8(table(low[2]), lows[2]), _mm_shuffle_epi8(table(high[2]), highs[2])));
}

/* The first place from `at` on at which gates stand open right around it, or one before `last` from which on they are asked one
   by one; the sign before `at` and that at `last` can be read. */
__attribute__((target("ssse3"))) static int64_t leap(halves_t *halves, const uint64_t *near, const uint8_t *signs, int64_t at,
                                                     int64_t last) {
    const __m128i four = _mm_set1_epi8(15);
    for (; at + SIXTEEN <= last; at += SIXTEEN) {
        __m128i lows[3], highs[3];
        uint64_t open;
        int n;
        for (n = 0; n < 3; n++) {
            const __m128i read = table(signs + at + (n == 2 ? -1 : n));
            lows[n] = _mm_and_si128(read, four);
            highs[n] = _mm_and_si128(_mm_srli_epi16(read, 4), four);
        }
        open = 0xffff ^ (uint64_t)_mm_movemask_epi8(
                            _mm_cmpeq_epi8(_mm_or_si128(open_groups(halves->low[0], halves->high[0], lows, highs),
                                                        open_groups(halves->low[1], halves->high[1], lows, highs)),
                                           _mm_setzero_si128()));
        for (; open; open &= open - 1) {
            const uint8_t *here = signs + at + lowest(open);
            if (near[here[0] & (ASCII - 1)] & near[here[1] & (ASCII - 1)] >> THIRD & near[here[-1] & (ASCII - 1)] >> 2 * THIRD &
                (((uint64_t)1 << THIRD) - 1))
                return here - signs;
        }
    }
    return at;
}
#endif

/* `spots` for ASCII and no more gates than a word has bits: what they admit right around a place is asked of the signs themselves. */
static int64_t few_spots(const gates_t *gates, const text_t *text, int64_t *reached, int64_t end, int64_t *pairs,
                         int64_t count, int64_t room) {
    const uint8_t *signs = text->signs;
    const int64_t size = text->size;
    const uint64_t edge = in_thirds(gates, gates->edge), third = ((uint64_t)1 << THIRD) - 1;
    uint64_t near[ASCII], before, here, after;
    int64_t n, at = *reached;
    for (n = 0; n < ASCII; n++)
        near[n] = in_thirds(gates, gates->class_of[n]);
#ifdef SIXTEEN
    const int leaps = can_shuffle();
    const int64_t last = end < size ? end : size - 1;
    halves_t halves;
    in_halves(gates, &halves);
#endif
    before = at > 0 ? near[signs[at - 1] & (ASCII - 1)] : edge;
    here = at < size ? near[signs[at] & (ASCII - 1)] : edge;
    for (; at < end; at++, before = here, here = after) {
        uint16_t classes[2 * REACH + 1];
#ifdef SIXTEEN
        if (leaps && at > 0 && at < last) {
            const int64_t next = leap(&halves, near, signs, at, last);
            if (next > at) {
                at = next;
                before = near[signs[at - 1] & (ASCII - 1)];
                here = near[signs[at] & (ASCII - 1)];
            }
        }
#endif
        after = at + 1 < size ? near[signs[at + 1] & (ASCII - 1)] : edge;
        if (!(here & after >> THIRD & before >> 2 * THIRD & third))
            continue;
        for (n = -REACH; n <= REACH; n++)
            classes[REACH + n] = (uint16_t)class_at(gates, text, at + n);
        if ((count = told(gates, classes + REACH, at, size, pairs, count, room)) < 0) {
            *reached = at;
            return -1 - count;
        }
    }
    *reached = at;
    return count;
}

/* Every place where a gate with its anchor before `end` stands open, as (list << 32 | place of the match), from `reached` on,
   added to the `count` pairs there are; where `room` runs out, `reached` says where to go on. `width`: the bytes of a sign,
   1 for ASCII, 2 for signs below U+10000 alone, 4 for UTF-32. */
EXPORT int64_t text_spots(const gates_t *gates, const void *signs, int64_t width, int64_t size, int64_t *reached,
                          int64_t end, int64_t *pairs, int64_t count, int64_t room) {
    text_t text = {signs, size, (int)width};
    if (width == 1 && gates->words == 1) {
        text.width = 1;
        return few_spots(gates, &text, reached, end, pairs, count, room);
    }
    BY_WIDTH(text, spots(gates, &text, reached, end, pairs, count, room));
}

/* The places of all lists from `low` to before `high`, as pairs that count from `begin` on; `pairs` has room for all. */
EXPORT int64_t text_part(const int32_t *places, const int64_t *begins, int64_t lists, int64_t low, int64_t high,
                         int64_t begin, int64_t *pairs) {
    int64_t list, n, count = 0;
    for (list = 0; list < lists; list++)
        for (n = begins[list]; n < begins[list + 1]; n++)
            if (places[n] >= low && places[n] < high)
                pairs[count++] = list << 32 | (places[n] - begin);
    return count;
}

/* The places of each list in order, without repeats: `out` holds them one list after the other, begins[n] says where. */
EXPORT void text_sort(const int64_t *pairs, int64_t count, int64_t lists, int32_t *out, int64_t *begins) {
    int64_t n, list, kept = 0;
    memset(begins, 0, (size_t)(lists + 1) * sizeof *begins);
    for (n = 0; n < count; n++)
        begins[(pairs[n] >> 32) + 1]++;
    for (list = 0; list < lists; list++)
        begins[list + 1] += begins[list];
    for (n = 0; n < count; n++)
        out[begins[pairs[n] >> 32]++] = (int32_t)pairs[n];
    for (list = lists; list > 0; list--)
        begins[list] = begins[list - 1];
    begins[0] = 0;
    for (list = 0; list < lists; list++) {
        int64_t begin = begins[list], end = begins[list + 1], start = kept;
        for (n = begin; n < end; n++) {
            int32_t place = out[n];
            int64_t to = kept;
            while (to > start && out[to - 1] > place) /* nearly in order: anchors stand a few signs apart */
                to--;
            if (to > start && out[to - 1] == place)
                continue;
            memmove(out + to + 1, out + to, (size_t)(kept - to) * sizeof *out);
            out[to] = place;
            kept++;
        }
        begins[list] = start;
    }
    begins[lists] = kept;
}

/* A trie of words. Edges lie in a table asked by a hash of node and sign: key = node << 21 | sign. Node 0 is the root. */
typedef struct {
    const uint32_t *roots; /* for each sign below U+10000 the node after it, 0 for none */
    const uint64_t *keys;
    const uint32_t *nodes;
    const int32_t *ends; /* for each node: number of the word that ends there, -1 for none */
    const uint8_t *before, *after; /* bits of signs below U+10000 right before and after a word that rule it out, or 0 */
    const uint8_t *lone; /* pairs of bits: signs, one of which has to stand behind a word of one sign, and behind that one */
    int64_t lone_pairs, bits;
} trie_t;

static inline uint32_t step(const trie_t *trie, uint32_t node, uint32_t sign) {
    uint64_t key = (uint64_t)node << 21 | sign, mask = ((uint64_t)1 << trie->bits) - 1;
    uint64_t slot = key * 0x9e3779b97f4a7c15u >> (64 - trie->bits);
    while (trie->keys[slot]) {
        if (trie->keys[slot] == key)
            return trie->nodes[slot];
        slot = (slot + 1) & mask;
    }
    return 0;
}

PASS int ruled_out(const uint8_t *bits, const text_t *text, int64_t at) {
    uint32_t sign;
    if (!bits || at < 0 || at >= text->size)
        return 0;
    sign = sign_at(text, at);
    return sign < 0x10000 && bits[sign >> 3] >> (sign & 7) & 1;
}

#define BITMAP (0x10000 >> 3)

/* Whether what stands at `at` may follow a word of one sign; signs above U+FFFF and the end of the text always may. */
PASS int may_follow(const trie_t *trie, const text_t *text, int64_t at) {
    int64_t n;
    for (n = 0; n < trie->lone_pairs; n++) {
        const uint8_t *first = trie->lone + 2 * n * BITMAP;
        uint32_t one = at < text->size ? sign_at(text, at) : 0x10000;
        uint32_t other = at + 1 < text->size ? sign_at(text, at + 1) : 0x10000;
        if ((one >= 0x10000 || first[one >> 3] >> (one & 7) & 1) &&
            (other >= 0x10000 || first[BITMAP + (other >> 3)] >> (other & 7) & 1))
            return 1;
    }
    return trie->lone_pairs == 0;
}

/* Whether four signs from `at` on are ASCII. */
PASS int four_ascii(const text_t *text, int64_t at) {
    uint64_t one, other = 0;
    const uint8_t *signs = (const uint8_t *)text->signs + text->width * at;
    if (text->width == 1)
        return 1;
    memcpy(&one, signs, sizeof one);
    if (text->width == 2)
        return !(one & 0xff80ff80ff80ff80u);
    memcpy(&other, signs + 8, sizeof other);
    return !((one | other) & 0xffffff80ffffff80u);
}

PASS int64_t listed(const trie_t *trie, const text_t *text, int64_t at, int32_t *found, int64_t room,
                             int64_t *reached) {
    int64_t count = 0;
    int wide = 1; /* whether no word begins with an ASCII sign */
    uint32_t first;
    for (first = 0; first < ASCII; first++)
        wide = wide && !trie->roots[first];
    while (at < text->size) {
        uint32_t sign = sign_at(text, at), node = sign < 0x10000 ? trie->roots[sign] : step(trie, 0, sign);
        int64_t next = at + 1, end = 0;
        int32_t word = -1;
        if (!node) {
            at++;
            while (wide && at + 4 <= text->size && four_ascii(text, at))
                at += 4;
            continue;
        }
        for (;; next++) {
            if (trie->ends[node] >= 0) {
                word = trie->ends[node];
                end = next;
            }
            if (next >= text->size || !(node = step(trie, node, sign_at(text, next))))
                break;
        }
        if (word < 0) {
            at++;
            continue;
        }
        if (!ruled_out(trie->before, text, at - 1) && !ruled_out(trie->after, text, end) &&
            (end - at > 1 || may_follow(trie, text, end))) {
            if (count == room)
                break;
            found[3 * count] = word;
            found[3 * count + 1] = (int32_t)at;
            found[3 * count + 2] = (int32_t)end;
            count++;
        }
        at = end;
    }
    *reached = at;
    return count;
}

/* Words from the left, the longest at each place, none over another: (number, start, end) of each; those whose
   neighbours rule them out are passed over. Begins at `reached`, and leaves there where it went out of `room`. */
EXPORT int64_t text_words(const trie_t *trie, const void *signs, int64_t width, int64_t size, int32_t *found,
                          int64_t room, int64_t *reached) {
    text_t text = {signs, size, (int)width};
    BY_WIDTH(text, listed(trie, &text, *reached, found, room, reached));
}

/* `signs` of UTF-32 with those below U+10000 as the table says, -1 for none at all; how many there are in `out`. */
EXPORT int64_t text_map(const void *signs, int64_t size, const int32_t *table, uint32_t *out) {
    text_t text = {signs, size, 4};
    int64_t at, kept = 0;
    for (at = 0; at < size; at++) {
        uint32_t sign = sign_at(&text, at);
        int32_t to = sign < 0x10000 ? table[sign] : (int32_t)sign;
        out[kept] = (uint32_t)to;
        kept += to >= 0;
    }
    return kept;
}

PASS int64_t lines(const text_t *text, const int32_t *places, int64_t count, int64_t longest, const uint8_t *banned,
                   int32_t *out) {
    const int64_t size = text->size;
    int64_t n, kept = 0, number = 0, start = 0, end = -1;
    for (n = 0; n < count; n++) {
        int64_t at;
        int good = 1;
        if (places[n] <= end)
            continue; /* in the line of the one before */
        for (at = end < 0 ? 0 : end; at < places[n]; at++)
            if (sign_at(text, at) == '\n') {
                number++;
                start = at + 1;
            }
        for (end = at; end < size && sign_at(text, end) != '\n'; end++)
            ;
        for (at = start, good = end - start <= longest; banned && good && at < end; at++)
            good = !ruled_out(banned, text, at);
        if (good) {
            out[3 * kept] = (int32_t)number;
            out[3 * kept + 1] = (int32_t)start;
            out[3 * kept + 2] = (int32_t)end;
            kept++;
        }
    }
    return kept;
}

/* The lines in which `places` (in order) lie, those longer than `longest` or with a sign of `banned` (bits of signs below
   U+10000, or 0) passed over: (number of the line, start, end) of each. */
EXPORT int64_t text_lines(const void *signs, int64_t width, int64_t size, const int32_t *places, int64_t count,
                          int64_t longest, const uint8_t *banned, int32_t *out) {
    text_t text = {signs, size, (int)width};
    BY_WIDTH(text, lines(&text, places, count, longest, banned, out));
}

PASS int64_t beside(const text_t *text, const int32_t *others, int64_t many, const int32_t *places, int64_t count,
                    int64_t before, int32_t *out) {
    const int64_t size = text->size;
    int64_t n = 0, other, kept = 0, end = -1;
    int good = 0;
    for (other = 0; other < many; other++) {
        if (others[other] > end) { /* on another line than the one before */
            int64_t start = others[other], more = before;
            for (; start > 0 && (sign_at(text, start - 1) != '\n' || more--); start--)
                ;
            for (end = others[other]; end < size && sign_at(text, end) != '\n'; end++)
                ;
            while (n < count && places[n] < start)
                n++;
            good = n < count && places[n] <= end;
        }
        if (good)
            out[kept++] = others[other];
    }
    return kept;
}

/* Those of `others` in whose line, or in one of the `before` lines before it, one of `places` lies; both are in order. */
EXPORT int64_t text_beside(const void *signs, int64_t width, int64_t size, const int32_t *others, int64_t many,
                           const int32_t *places, int64_t count, int64_t before, int32_t *out) {
    text_t text = {signs, size, (int)width};
    BY_WIDTH(text, beside(&text, others, many, places, count, before, out));
}

PASS int64_t short_lines(const text_t *text, const uint8_t *blank, int64_t least, int64_t most, int64_t *reached,
                         int64_t *tally, int32_t *out, int64_t room) {
    const int64_t size = text->size;
    int64_t kept = 0, start = *reached;
    while (start <= size && kept < room) {
        int64_t end = start, first, last;
        uint32_t all = 0, sign;
        for (; end < size && (sign = sign_at(text, end)) != '\n'; end++)
            all |= sign;
        for (first = start; first < end && ruled_out(blank, text, first); first++)
            ;
        for (last = end; last > first && ruled_out(blank, text, last - 1); last--)
            ;
        if (last - first >= least && last - first <= most) {
            out[2 * kept] = (int32_t)first;
            out[2 * kept + 1] = (int32_t)last;
            kept++;
        }
        tally[0]++;
        tally[1] += all > 0x7f;
        start = end + 1;
    }
    *reached = start;
    return kept;
}

/* The lines of `least` to `most` signs, blanks (bits of signs below U+10000) at their ends aside: (start, end) of each;
   where `room` runs out, `reached` says where to go on. `tally`: lines gone through, and those with more than ASCII. */
EXPORT int64_t text_short(const void *signs, int64_t width, int64_t size, const uint8_t *blank, int64_t least,
                          int64_t most, int64_t *reached, int64_t *tally, int32_t *out, int64_t room) {
    text_t text = {signs, size, (int)width};
    BY_WIDTH(text, short_lines(&text, blank, least, most, reached, tally, out, room));
}
