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

// Adds the rows from a place on.
static void add_rows_plainly(
    const uint8_t *rows, const uint8_t *scales, size_t width, size_t start,
    const uint32_t *numbers, size_t count, float *sum) {
  if (start == width) return;
  for (size_t index = 0; index < count; index++) {
    const uint8_t *row = rows + numbers[index] * (width / 2);
    const float factor = scale(scales, numbers[index]);
    for (size_t place = start; place < width; place += 2) {
      const uint8_t two = row[place / 2];
      sum[place] += factor * (float)((two & 15) - 8);
      sum[place + 1] += factor * (float)((two >> 4) - 8);
    }
  }
}

void kernels_add_rows_plainly(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum) {
  add_rows_plainly(rows, scales, width, 0, numbers, count, sum);
}

#if __x86_64__

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

// Eight numbers of even places and the eight of the odd ones between them.
typedef struct {
  __m256 even, odd;
} Sixteen;

AVX2 static inline Sixteen load_sixteen(const float *sum) {
  const __m256 first = _mm256_loadu_ps(sum);
  const __m256 second = _mm256_loadu_ps(sum + 8);
  const __m256 low = _mm256_permute2f128_ps(first, second, 0x20);
  const __m256 high = _mm256_permute2f128_ps(first, second, 0x31);
  return (Sixteen){_mm256_shuffle_ps(low, high, 0x88), _mm256_shuffle_ps(low, high, 0xDD)};
}

AVX2 static inline void store_sixteen(Sixteen numbers, float *sum) {
  const __m256 low = _mm256_unpacklo_ps(numbers.even, numbers.odd);
  const __m256 high = _mm256_unpackhi_ps(numbers.even, numbers.odd);
  _mm256_storeu_ps(sum, _mm256_permute2f128_ps(low, high, 0x20));
  _mm256_storeu_ps(sum + 8, _mm256_permute2f128_ps(low, high, 0x31));
}

AVX2 static inline __m256 product(__m256i halves, __m256 scale) {
  return _mm256_mul_ps(_mm256_cvtepi32_ps(_mm256_sub_epi32(halves, _mm256_set1_epi32(8))), scale);
}

AVX2 static inline Sixteen add_sixteen(Sixteen sum, const uint8_t *row, __m256 scale) {
  const __m256i bytes = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)row));
  const __m256i low = _mm256_and_si256(bytes, _mm256_set1_epi32(15));
  const __m256i high = _mm256_srli_epi32(bytes, 4);
  return (Sixteen){_mm256_add_ps(sum.even, product(low, scale)), _mm256_add_ps(sum.odd, product(high, scale))};
}

// Adds 64 places of all rows, so that their sums stay in registers.
AVX2 static void add_rows(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum) {
  Sixteen first = load_sixteen(sum), second = load_sixteen(sum + 16);
  Sixteen third = load_sixteen(sum + 32), fourth = load_sixteen(sum + 48);
  for (size_t index = 0; index < count; index++) {
    const uint8_t *row = rows + numbers[index] * (width / 2);
    const __m256 factor = _mm256_set1_ps(scale(scales, numbers[index]));
    first = add_sixteen(first, row, factor);
    second = add_sixteen(second, row + 8, factor);
    third = add_sixteen(third, row + 16, factor);
    fourth = add_sixteen(fourth, row + 24, factor);
  }
  store_sixteen(first, sum);
  store_sixteen(second, sum + 16);
  store_sixteen(third, sum + 32);
  store_sixteen(fourth, sum + 48);
}

void kernels_add_rows(
    const uint8_t *rows, const uint8_t *scales, size_t width,
    const uint32_t *numbers, size_t count, float *sum) {
  size_t place = 0;
  if (__builtin_cpu_supports("avx2")) {
    for (size_t index = 0; index < count; index++) {  // all rows come from memory at the same time
      const uint8_t *row = rows + numbers[index] * (width / 2);
      for (size_t line = 0; line < width / 2; line += 64) __builtin_prefetch(row + line);
    }
    for (; place + 64 <= width; place += 64) {
      add_rows(rows + place / 2, scales, width, numbers, count, sum + place);
    }
  }
  add_rows_plainly(rows, scales, width, place, numbers, count, sum);
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

void kernels_unpack_row(const uint8_t *rows, size_t width, uint32_t number, int8_t *steps) {
  const uint8_t *row = rows + number * (width / 2);
  for (size_t place = 0; place < width; place += 2) {
    steps[place] = (int8_t)((row[place / 2] & 15) - 8);
    steps[place + 1] = (int8_t)((row[place / 2] >> 4) - 8);
  }
}

int32_t kernels_row_square(const uint8_t *rows, size_t width, uint32_t number) {
  const uint8_t *row = rows + number * (width / 2);
  int32_t square = 0;
  for (size_t byte = 0; byte < width / 2; byte++) {
    const int32_t low = (row[byte] & 15) - 8;
    const int32_t high = (row[byte] >> 4) - 8;
    square += low * low + high * high;
  }
  return square;
}

float kernels_row_scale(const uint8_t *scales, uint32_t number) { return scale(scales, number); }
