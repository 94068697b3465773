/* Two passes over a text: where patterns may begin (gates), and which listed words stand in it (a trie).

   Python asks `re` only at the places given here, so they may be too many, never too few; words are exact. Texts come
   from unknown files: nothing is read outside `size` signs, nothing written but the result arrays. */

#include "common.h"

EXPORT int32_t text_version(void) { return 5; }

#define REACH 9 /* signs before and after the anchor that a gate asks at most */

/* Classes of signs that no gate tells apart; masks[(offset + REACH) * classes + class] are `words` words of one bit for
   each gate, set where the gate admits the class at that offset from its anchor. */
typedef struct {
    const uint16_t *class_of; /* of each sign below U+10000 */
    const uint64_t *masks;
    const uint8_t *behind; /* for an anchor and the sign before it: bits of the groups of gates that admit both */
    const uint8_t *ahead;  /* the same for an anchor and the sign after it */
    const uint8_t *anchors; /* for each class: bits of the words that hold a gate with such an anchor, the last for all beyond */
    const int32_t *lists; /* for each gate: the list its places go to */
    const int32_t *shift; /* for each gate: from the anchor to the beginning of the match */
    int64_t classes, words, edge, beyond;
} gates_t;

typedef struct {
    const void *signs;
    int64_t size;
    int width;
} text_t;

static inline uint32_t sign_at(const text_t *text, int64_t at) {
    uint32_t sign;
    if (text->width == 1)
        return ((const uint8_t *)text->signs)[at];
    memcpy(&sign, (const uint8_t *)text->signs + 4 * at, sizeof sign);
    return sign;
}

static inline int64_t class_at(const gates_t *gates, const text_t *text, int64_t at) {
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

/* The gates of one word that stand open at `at`, whose class is `own`. */
static inline uint64_t open_at(const gates_t *gates, const text_t *text, int64_t at, int64_t own, int64_t word) {
    uint64_t bits = gates->masks[(REACH * gates->classes + own) * gates->words + word];
    int n;
    for (n = 1; bits && n <= REACH; n++) {
        int64_t before = class_at(gates, text, at - n), after = class_at(gates, text, at + n);
        bits &= gates->masks[((REACH - n) * gates->classes + before) * gates->words + word] &
                gates->masks[((REACH + n) * gates->classes + after) * gates->words + word];
    }
    return bits;
}

/* `count` pairs and those of the gates open at `at`; -1 - `count` where there is no room for them. */
static inline int64_t told(const gates_t *gates, const text_t *text, int64_t at, int64_t own, int64_t *pairs,
                           int64_t count, int64_t room) {
    int64_t word;
    const int64_t before = count;
    for (word = 0; word < gates->words; word++) {
        uint64_t bits;
        if (!(gates->anchors[own] >> (word < 7 ? word : 7) & 1))
            continue;
        for (bits = open_at(gates, text, at, own, word); bits; bits &= bits - 1) {
            int64_t gate = word * 64 + lowest(bits), start = at + gates->shift[gate];
            if (start < 0 || start > text->size)
                continue;
            if (count == room)
                return -1 - before;
            pairs[count++] = (int64_t)gates->lists[gate] << 32 | start;
        }
    }
    return count;
}

static inline int64_t spots(const gates_t *gates, const text_t *text, int64_t *reached, int64_t *pairs, int64_t count,
                            int64_t room) {
    int64_t at = *reached, before = class_at(gates, text, at - 1), own = class_at(gates, text, at), after;
    for (; at < text->size; at++, before = own, own = after) {
        after = class_at(gates, text, at + 1);
        if (gates->behind[own * gates->classes + before] & gates->ahead[own * gates->classes + after] &&
            (count = told(gates, text, at, own, pairs, count, room)) < 0) {
            count = -1 - count;
            break;
        }
    }
    *reached = at;
    return count;
}

#define ASCII 128
#define LARGE 65536 /* signs from which on tables of pairs of ASCII signs pay */

/* `spots` for a large ASCII text: which pairs of signs are of interest is looked up without asking for their classes. */
static int64_t ascii_spots(const gates_t *gates, const text_t *text, int64_t *reached, int64_t *pairs, int64_t count,
                           int64_t room) {
    const uint8_t *signs = text->signs;
    uint8_t behind[ASCII * ASCII], ahead[ASCII * ASCII];
    int64_t one, other, at = *reached, last = text->size - 1;
    for (one = 0; one < ASCII; one++)
        for (other = 0; other < ASCII; other++) {
            int64_t row = gates->class_of[one] * gates->classes, column = gates->class_of[other];
            behind[one * ASCII + other] = gates->behind[row + column];
            ahead[one * ASCII + other] = gates->ahead[row + column];
        }
    for (; at <= last; at++) {
        int64_t own = (signs[at] & (ASCII - 1)) * ASCII;
        if ((at == 0 || at == last ||
             behind[own + (signs[at - 1] & (ASCII - 1))] & ahead[own + (signs[at + 1] & (ASCII - 1))]) &&
            (count = told(gates, text, at, class_at(gates, text, at), pairs, count, room)) < 0) {
            count = -1 - count;
            break;
        }
    }
    *reached = at;
    return count;
}

/* Every place where a gate stands open, as (list << 32 | place of the match), from `reached` on, added to the `count` pairs
   there are; where `room` runs out, `reached` says where to go on. `width` is 1 for ASCII, 4 for UTF-32. */
EXPORT int64_t text_spots(const gates_t *gates, const void *signs, int64_t width, int64_t size, int64_t *reached,
                          int64_t *pairs, int64_t count, int64_t room) {
    text_t text = {signs, size, 4};
    if (width == 1) {
        text.width = 1;
        if (size >= LARGE)
            return ascii_spots(gates, &text, reached, pairs, count, room);
        return spots(gates, &text, reached, pairs, count, room);
    }
    return spots(gates, &text, reached, pairs, count, room);
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

static inline int ruled_out(const uint8_t *bits, const text_t *text, int64_t at) {
    uint32_t sign;
    if (!bits || at < 0 || at >= text->size)
        return 0;
    sign = sign_at(text, at);
    return sign < 0x10000 && bits[sign >> 3] >> (sign & 7) & 1;
}

#define BITMAP (0x10000 >> 3)

/* Whether what stands at `at` may follow a word of one sign; signs above U+FFFF and the end of the text always may. */
static inline int may_follow(const trie_t *trie, const text_t *text, int64_t at) {
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

static inline int64_t listed(const trie_t *trie, const text_t *text, int64_t at, int32_t *found, int64_t room,
                             int64_t *reached) {
    int64_t count = 0;
    while (at < text->size) {
        uint32_t sign = sign_at(text, at), node = sign < 0x10000 ? trie->roots[sign] : step(trie, 0, sign);
        int64_t next = at + 1, end = 0;
        int32_t word = -1;
        if (!node) {
            at++;
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
    text_t text = {signs, size, 4};
    if (width == 1) {
        text.width = 1;
        return listed(trie, &text, *reached, found, room, reached);
    }
    return listed(trie, &text, *reached, found, room, reached);
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

/* The first place from `at` on where `least` bytes of a set of 256 stand in a row; -1 if there is none. */
EXPORT int64_t text_run(const uint8_t *data, int64_t size, int64_t at, int64_t least, const uint8_t *set) {
    while (at + least <= size) {
        int64_t last = at + least - 1;
        while (last >= at && set[data[last]])
            last--;
        if (last < at)
            return at;
        at = last + 1;
    }
    return -1;
}

/* For each `step` bytes whether they show `spread` different values or more; the last stretch may be shorter. */
EXPORT void text_spread(const uint8_t *data, int64_t size, int64_t step, int64_t spread, uint8_t *even) {
    int64_t at, n, number = 0;
    for (at = 0; at < size; at += step, number++) {
        uint8_t seen[256] = {0};
        int64_t end = at + step < size ? at + step : size, different = 0;
        for (n = at; n < end; n++)
            seen[data[n]] = 1;
        for (n = 0; n < 256; n++)
            different += seen[n];
        even[number] = different >= spread;
    }
}

/* The lines in which `places` (in order) lie, those longer than `longest` or with a sign of `banned` (bits of signs below
   U+10000, or 0) passed over: (number of the line, start, end) of each. */
EXPORT int64_t text_lines(const void *signs, int64_t width, int64_t size, const int32_t *places, int64_t count,
                          int64_t longest, const uint8_t *banned, int32_t *out) {
    text_t text = {signs, size, width == 1 ? 1 : 4};
    int64_t n, kept = 0, number = 0, start = 0, end = -1;
    for (n = 0; n < count; n++) {
        int64_t at;
        int good = 1;
        if (places[n] <= end)
            continue; /* in the line of the one before */
        for (at = end < 0 ? 0 : end; at < places[n]; at++)
            if (sign_at(&text, at) == '\n') {
                number++;
                start = at + 1;
            }
        for (end = at; end < size && sign_at(&text, end) != '\n'; end++)
            ;
        for (at = start, good = end - start <= longest; banned && good && at < end; at++)
            good = !ruled_out(banned, &text, at);
        if (good) {
            out[3 * kept] = (int32_t)number;
            out[3 * kept + 1] = (int32_t)start;
            out[3 * kept + 2] = (int32_t)end;
            kept++;
        }
    }
    return kept;
}

/* Those of `others` in whose line, or in one of the `before` lines before it, one of `places` lies; both are in order. */
EXPORT int64_t text_beside(const void *signs, int64_t width, int64_t size, const int32_t *others, int64_t many,
                           const int32_t *places, int64_t count, int64_t before, int32_t *out) {
    text_t text = {signs, size, width == 1 ? 1 : 4};
    int64_t n = 0, other, kept = 0, end = -1;
    int good = 0;
    for (other = 0; other < many; other++) {
        if (others[other] > end) { /* on another line than the one before */
            int64_t start = others[other], more = before;
            for (; start > 0 && (sign_at(&text, start - 1) != '\n' || more--); start--)
                ;
            for (end = others[other]; end < size && sign_at(&text, end) != '\n'; end++)
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

/* The lines of `least` to `most` signs, blanks (bits of signs below U+10000) at their ends aside: (start, end) of each;
   where `room` runs out, `reached` says where to go on. `tally`: lines gone through, and those with more than ASCII. */
EXPORT int64_t text_short(const void *signs, int64_t width, int64_t size, const uint8_t *blank, int64_t least,
                          int64_t most, int64_t *reached, int64_t *tally, int32_t *out, int64_t room) {
    text_t text = {signs, size, width == 1 ? 1 : 4};
    int64_t kept = 0, start = *reached;
    while (start <= size && kept < room) {
        int64_t end = start, first, last;
        uint32_t all = 0, sign;
        for (; end < size && (sign = sign_at(&text, end)) != '\n'; end++)
            all |= sign;
        for (first = start; first < end && ruled_out(blank, &text, first); first++)
            ;
        for (last = end; last > first && ruled_out(blank, &text, last - 1); last--)
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
