/* What may begin on each sector, in one reading: zeros, registered blocks, packed contents, runs of base64.

   Does what checks/residue/raw/sectors.py does with NumPy, and nothing else; the tests hold both against each other. What it
   notices is looked at closely afterwards. Every read is checked against `size`; nothing is written but the flags. */

#include "common.h"

#define SECTOR 512
/* A run of base64 is sampled once in a kilobyte. */
#define SAMPLE_EVERY 1024
#define SAMPLE 80
/* An extent that LZO makes on btrfs, and its first segment, are shorter (checks/residue/raw/lzo.py). */
#define LONGEST_EXTENT ((128 << 10) + 4096)
#define LONGEST_SEGMENT (4096 + 4096 / 16 + 64 + 3)
/* Bits of a sector's flags; the marks are those of checks/residue/raw/signatures.py. */
enum { ZERO, BLOCK, BASE64, GZIP = 4, ZSTD, XZ, BZIP2, ZLIB, LZO, LZNT1, LEAF };

typedef struct {
    uint32_t exact[3];
    /* Two words of a sector that are mixed and asked for in the table of registered blocks. */
    int32_t sampled[2];
    bits_t front;
} sectors_t;

static int of_base64(uint8_t byte) {
    return (uint8_t)((byte | 32) - 'a') < 26 || (uint8_t)(byte - '0') < 10 || byte == '+' || byte == '/' || byte == '=' ||
           byte == '\r' || byte == '\n';
}

static int sample_of_base64(const uint8_t *at) {
    int index;
    for (index = 0; index < SAMPLE; index++)
        if (!of_base64(at[index]))
            return 0;
    return 1;
}

static uint32_t packed_at(const uint8_t *at) {
    uint32_t first = load32(at), second = load32(at + 4), low = first & 0xFFFF, found = 0;
    found |= (uint32_t)((first & 0xE0FFFFFFU) == 0x00088B1FU) << GZIP;
    found |= (uint32_t)(first == 0xFD2FB528U) << ZSTD;
    found |= (uint32_t)(first == 0x587A37FDU && (second & 0xFFFF) == 0x005A) << XZ;
    found |= (uint32_t)((first & 0xFFFFFF) == 0x685A42 && second == 0x26594131U) << BZIP2;
    found |= (uint32_t)(low == 0x0178 || low == 0x5E78 || low == 0x9C78 || low == 0xDA78) << ZLIB;
    found |= (uint32_t)(first < LONGEST_EXTENT && second <= LONGEST_SEGMENT && second > 2 &&
                        second < first)
             << LZO;
    found |= (uint32_t)((first & 0xF000) == 0xB000) << LZNT1;
    found |= (uint32_t)(load32(at + 56) == 1 && load32(at + 60) == 0x01000000U && at[100] == 0) << LEAF;
    return found;
}

/* Flags of the `count` sectors from `begin` on, all of which lie inside the data. */
EXPORT void kernel_sectors(const sectors_t *looking, const uint8_t *data, int64_t size, int64_t begin, int64_t count,
                           uint16_t *flags) {
    int64_t index, at = begin;
    for (index = 0; index < count && at + SECTOR <= size; index++, at += SECTOR) {
        uint32_t sample = mixed(looking->exact, load32(data + at + looking->sampled[0]),
                                load32(data + at + looking->sampled[1]));
        uint32_t found = (uint32_t)has(&looking->front, sample) << BLOCK;
        if (load32(data + at) == 0 && all_zero(data, at, at + SECTOR))
            found |= 1U << ZERO;
        else {
            found |= packed_at(data + at);
            if (at % SAMPLE_EVERY == 0 && at + SAMPLE < size && sample_of_base64(data + at))
                found |= 1U << BASE64;
        }
        flags[index] = (uint16_t)found;
    }
}
