/* What the parts of the kernel share. Everything reads bytes at any place, little-endian. */

#ifndef SELFAUDIT_KERNEL_COMMON
#define SELFAUDIT_KERNEL_COMMON

#include <stdint.h>
#include <string.h>

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

/* A packed table of bits, asked by the top `bits` bits of a hash. */
typedef struct {
    const uint8_t *packed;
    int64_t bits;
} bits_t;

static inline uint32_t load32(const uint8_t *at) {
    return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 | (uint32_t)at[3] << 24;
}

static inline int has(const bits_t *table, uint32_t hash) {
    uint32_t top = hash >> (32 - table->bits);
    return table->packed[top >> 3] >> (top & 7) & 1;
}

/* Mixer.exactly: the hash over two words. */
static inline uint32_t mixed(const uint32_t *multipliers, uint32_t low, uint32_t high) {
    uint32_t sum = low * multipliers[0] ^ (high ^ high >> 15) * multipliers[1];
    sum ^= sum >> 16;
    sum *= multipliers[2];
    return sum ^ sum >> 13;
}

/* Whether all of data[at:end] is zero. */
static inline int all_zero(const uint8_t *data, int64_t at, int64_t end) {
    uint64_t words[8];
    for (; at + 64 <= end; at += 64) {
        memcpy(words, data + at, sizeof words);
        if (words[0] | words[1] | words[2] | words[3] | words[4] | words[5] | words[6] | words[7])
            return 0;
    }
    for (; at < end; at++)
        if (data[at])
            return 0;
    return 1;
}

#endif
