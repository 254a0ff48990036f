#include "Kernels.h"

static int32_t dot_plainly(const int8_t *query, const int8_t *row, size_t width) {
  int32_t dot = 0;
  for (size_t place = 0; place < width; place++) dot += query[place] * row[place];
  return dot;
}

void kernels_dot_rows_plainly(
    const int8_t *query, const int8_t *rows, size_t width, size_t count, int32_t *dots) {
  for (size_t row = 0; row < count; row++) dots[row] = dot_plainly(query, rows + row * width, width);
}

#if __x86_64__

#include <immintrin.h>

__attribute__((target("avx2"))) static inline __m256i sixteen(const int8_t *numbers) {
  return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)numbers));
}

__attribute__((target("avx2"))) static int32_t dot(const int8_t *query, const int8_t *row, size_t width) {
  __m256i first = _mm256_setzero_si256();
  __m256i second = _mm256_setzero_si256();
  size_t place = 0;
  for (; place + 32 <= width; place += 32) {
    first = _mm256_add_epi32(first, _mm256_madd_epi16(sixteen(query + place), sixteen(row + place)));
    second = _mm256_add_epi32(
        second, _mm256_madd_epi16(sixteen(query + place + 16), sixteen(row + place + 16)));
  }
  const __m256i eight = _mm256_add_epi32(first, second);
  const __m128i four = _mm_add_epi32(_mm256_castsi256_si128(eight), _mm256_extracti128_si256(eight, 1));
  const __m128i two = _mm_add_epi32(four, _mm_unpackhi_epi64(four, four));
  const __m128i one = _mm_add_epi32(two, _mm_shuffle_epi32(two, 1));
  return _mm_cvtsi128_si32(one) + dot_plainly(query + place, row + place, width - place);
}

__attribute__((target("avx2"))) static void dot_rows(
    const int8_t *query, const int8_t *rows, size_t width, size_t count, int32_t *dots) {
  for (size_t row = 0; row < count; row++) dots[row] = dot(query, rows + row * width, width);
}

void kernels_dot_rows(
    const int8_t *query, const int8_t *rows, size_t width, size_t count, int32_t *dots) {
  if (__builtin_cpu_supports("avx2")) {
    dot_rows(query, rows, width, count, dots);
  } else {
    kernels_dot_rows_plainly(query, rows, width, count, dots);
  }
}

#else

void kernels_dot_rows(
    const int8_t *query, const int8_t *rows, size_t width, size_t count, int32_t *dots) {
  kernels_dot_rows_plainly(query, rows, width, count, dots);
}

#endif
