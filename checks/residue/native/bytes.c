/* Passes over bytes: where runs of some of them and beginnings of files stand, and how even they are.

   Nothing is read outside `size` bytes, nothing written but the results. */

#include "common.h"

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

/* The first place from `at` on where the `length` bytes of `needle` stand; -1 if there is none. */
EXPORT int64_t text_first(const uint8_t *data, int64_t size, int64_t at, const uint8_t *needle, int64_t length) {
    while (length > 0 && at + length <= size) {
        const uint8_t *found = memchr(data + at, needle[0], (size_t)(size - length + 1 - at));
        if (!found)
            return -1;
        if (!memcmp(found, needle, (size_t)length))
            return found - data;
        at = found - data + 1;
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
