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

// With vectors, four rows are taken at once, so that what is known of the query is found once for the four.

#if __x86_64__

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))

// Adds to eight sums the products of 32 numbers, whose amounts and signs come from the query. Two products
// fit into 16 bits, because no number is -128.
AVX2 static inline __m256i add_products(__m256i sums, __m256i query, __m256i amounts, const int8_t *row) {
  const __m256i numbers = _mm256_loadu_si256((const __m256i *)row);
  const __m256i pairs = _mm256_maddubs_epi16(amounts, _mm256_sign_epi8(numbers, query));
  return _mm256_add_epi32(sums, _mm256_madd_epi16(pairs, _mm256_set1_epi16(1)));
}

AVX2 static void dot_four(const int8_t *query, const int8_t *rows, size_t width, int32_t *dots) {
  __m256i first = _mm256_setzero_si256(), second = first, third = first, fourth = first;
  size_t place = 0;
  for (; place + 32 <= width; place += 32) {
    const __m256i numbers = _mm256_loadu_si256((const __m256i *)(query + place));
    const __m256i amounts = _mm256_abs_epi8(numbers);
    first = add_products(first, numbers, amounts, rows + place);
    second = add_products(second, numbers, amounts, rows + width + place);
    third = add_products(third, numbers, amounts, rows + 2 * width + place);
    fourth = add_products(fourth, numbers, amounts, rows + 3 * width + place);
  }
  const __m256i halves = _mm256_hadd_epi32(_mm256_hadd_epi32(first, second), _mm256_hadd_epi32(third, fourth));
  const __m128i sums = _mm_add_epi32(_mm256_castsi256_si128(halves), _mm256_extracti128_si256(halves, 1));
  _mm_storeu_si128((__m128i *)dots, sums);
  if (place == width) return;
  for (size_t row = 0; row < 4; row++) {
    dots[row] += dot_plainly(query + place, rows + row * width + place, width - place);
  }
}

static int has_vectors(void) { return __builtin_cpu_supports("avx2"); }

#elif __aarch64__

#include <arm_neon.h>

// Adds to four sums the products of 16 numbers. Two products fit into 16 bits, because no number is -128.
static inline int32x4_t add_products(int32x4_t sums, int8x16_t query, const int8_t *row) {
  const int8x16_t numbers = vld1q_s8(row);
#if __ARM_FEATURE_DOTPROD
  return vdotq_s32(sums, query, numbers);
#else
  const int16x8_t low = vmull_s8(vget_low_s8(query), vget_low_s8(numbers));
  return vpadalq_s16(sums, vmlal_high_s8(low, query, numbers));
#endif
}

static void dot_four(const int8_t *query, const int8_t *rows, size_t width, int32_t *dots) {
  int32x4_t first = vdupq_n_s32(0), second = first, third = first, fourth = first;
  size_t place = 0;
  for (; place + 16 <= width; place += 16) {
    const int8x16_t numbers = vld1q_s8(query + place);
    first = add_products(first, numbers, rows + place);
    second = add_products(second, numbers, rows + width + place);
    third = add_products(third, numbers, rows + 2 * width + place);
    fourth = add_products(fourth, numbers, rows + 3 * width + place);
  }
  vst1q_s32(dots, vpaddq_s32(vpaddq_s32(first, second), vpaddq_s32(third, fourth)));
  if (place == width) return;
  for (size_t row = 0; row < 4; row++) {
    dots[row] += dot_plainly(query + place, rows + row * width + place, width - place);
  }
}

static int has_vectors(void) { return 1; }

#else

static void dot_four(const int8_t *query, const int8_t *rows, size_t width, int32_t *dots) {
  kernels_dot_rows_plainly(query, rows, width, 4, dots);
}

static int has_vectors(void) { return 0; }

#endif

// Asks for what stands 2 KB ahead. By itself the processor looks no further than the page.
static void fetch_ahead(const int8_t *rows, size_t width) {
  for (size_t line = 0; line < 4 * width; line += 64) __builtin_prefetch(rows + 2048 + line);
}

void kernels_dot_rows(
    const int8_t *query, const int8_t *rows, size_t width, size_t count, int32_t *dots) {
  size_t row = 0;
  if (has_vectors()) {
    for (; row + 4 <= count; row += 4) {
      fetch_ahead(rows + row * width, width);
      dot_four(query, rows + row * width, width, dots + row);
    }
  }
  kernels_dot_rows_plainly(query, rows + row * width, width, count - row, dots + row);
}
