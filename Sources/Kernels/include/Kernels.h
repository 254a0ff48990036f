// Vector arithmetic, with AVX2 or NEON where the processor has it, and the table of words. Results are the
// same to the last bit whichever way they are computed.
#ifndef KERNELS_H
#define KERNELS_H

#include <stddef.h>
#include <stdint.h>

// The bytes of the table of words, as Scripts/words/table.py describes them, at an address divisible by 8.
const void *kernels_words(void);

// How many bytes the table of words has.
size_t kernels_words_size(void);

// Adds the rows of these numbers to `sum`, which has `width` places, an even count. A row has two places a
// byte, the low half first, each plus 8; `scales` has for each row a finite float16, little-endian, by which
// it is multiplied.
void kernels_add_rows(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum);

// Writes the places of a row of those that kernels_add_rows adds, without what it is multiplied by.
void kernels_unpack_row(const uint8_t *rows, size_t width, uint32_t number, int8_t *steps);

// The sum of the squares of these places.
int32_t kernels_row_square(const uint8_t *rows, size_t width, uint32_t number);

// By what the row is multiplied.
float kernels_row_scale(const uint8_t *scales, uint32_t number);

// Brings a vector to length 1, unless it is all zeros.
void kernels_normalise(float *vector, size_t width);

// Writes to `numbers` how many steps of a length, which is returned, each number of a finite vector has: between
// -127 and 127, the nearest, the even one of two. The length is 0 for a vector of zeros, or almost (below 2^-100).
float kernels_quantise(const float *vector, size_t width, int8_t *numbers);

// Writes to `dots` the dot product of the query and each of `count` rows, which stand one behind the other.
// `width` is less than 2^16, so that none overflows, and no number is -128.
void kernels_dot_rows(
    const int8_t *query, const int8_t *rows, size_t width, size_t count, int32_t *dots);

// What kernels_add_rows and kernels_dot_rows do on a processor without AVX2 and NEON.

void kernels_add_rows_plainly(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum);

void kernels_dot_rows_plainly(
    const int8_t *query, const int8_t *rows, size_t width, size_t count, int32_t *dots);

#endif
