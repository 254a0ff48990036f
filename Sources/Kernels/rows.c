#include "Kernels.h"

#include <math.h>

// A product that is rounded before it is added gives the same sum on every processor.
#pragma STDC FP_CONTRACT OFF

// The float16 moved to where a float has its exponent and fraction; the product mends the bias.
static float scale(const uint8_t *scales, uint32_t number) {
  const uint32_t half = scales[2 * (size_t)number] | (uint32_t)scales[2 * (size_t)number + 1] << 8;
  const union {
    uint32_t bits;
    float value;
  } moved = {(half & 0x8000) << 16 | (half & 0x7FFF) << 13};
  return moved.value * 0x1p112f;
}

static void add_row_plainly(const uint8_t *row, float scale, size_t width, float *sum) {
  for (size_t place = 0; place < width; place += 2) {
    const uint8_t two = row[place / 2];
    sum[place] += scale * (float)((two & 15) - 8);
    sum[place + 1] += scale * (float)((two >> 4) - 8);
  }
}

void kernels_add_rows_plainly(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum) {
  for (size_t index = 0; index < count; index++) {
    add_row_plainly(rows + numbers[index] * (width / 2), scale(scales, numbers[index]), width, sum);
  }
}

#if __x86_64__

#include <immintrin.h>

// Adds the lower eight of sixteen numbers.
__attribute__((target("avx2"))) static inline void add_eight(__m128i numbers, __m256 scale, float *sum) {
  const __m256 values = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(numbers));
  _mm256_storeu_ps(sum, _mm256_add_ps(_mm256_loadu_ps(sum), _mm256_mul_ps(scale, values)));
}

__attribute__((target("avx2"))) static void add_row(
    const uint8_t *row, float scale, size_t width, float *sum) {
  const __m128i half = _mm_set1_epi8(15);
  const __m128i eight = _mm_set1_epi8(8);
  const __m256 scales = _mm256_set1_ps(scale);
  size_t place = 0;
  for (; place + 32 <= width; place += 32) {
    const __m128i twos = _mm_loadu_si128((const __m128i *)(row + place / 2));
    const __m128i low = _mm_sub_epi8(_mm_and_si128(twos, half), eight);
    const __m128i high = _mm_sub_epi8(_mm_and_si128(_mm_srli_epi16(twos, 4), half), eight);
    const __m128i first = _mm_unpacklo_epi8(low, high);
    const __m128i second = _mm_unpackhi_epi8(low, high);
    add_eight(first, scales, sum + place);
    add_eight(_mm_srli_si128(first, 8), scales, sum + place + 8);
    add_eight(second, scales, sum + place + 16);
    add_eight(_mm_srli_si128(second, 8), scales, sum + place + 24);
  }
  add_row_plainly(row + place / 2, scale, width - place, sum + place);
}

void kernels_add_rows(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum) {
  if (!__builtin_cpu_supports("avx2")) {
    kernels_add_rows_plainly(rows, scales, width, numbers, count, sum);
    return;
  }
  for (size_t index = 0; index < count; index++) {
    add_row(rows + numbers[index] * (width / 2), scale(scales, numbers[index]), width, sum);
  }
}

#else

void kernels_add_rows(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum) {
  kernels_add_rows_plainly(rows, scales, width, numbers, count, sum);
}

#endif

void kernels_normalise(float *vector, size_t width) {
  float sums[8] = {0};  // eight at once: one sum would wait for each of its additions
  size_t place = 0;
  for (; place + 8 <= width; place += 8) {
    for (size_t lane = 0; lane < 8; lane++) sums[lane] += vector[place + lane] * vector[place + lane];
  }
  for (; place < width; place++) sums[place % 8] += vector[place] * vector[place];
  float sum = 0;
  for (size_t lane = 0; lane < 8; lane++) sum += sums[lane];
  if (sum == 0) return;
  const float factor = 1 / sqrtf(sum);
  for (place = 0; place < width; place++) vector[place] *= factor;
}
