#include "Kernels.h"

#include <string.h>

// What is rounded is the same on every processor only if nothing is done in one step that is written as two.
#pragma STDC FP_CONTRACT OFF

static int32_t bits(float number) {
  int32_t bits;
  memcpy(&bits, &number, sizeof bits);
  return bits;
}

// The largest amount among numbers. Amounts are in the order of their bits.
static float largest(const float *vector, size_t width) {
  int32_t most = 0;
  for (size_t place = 0; place < width; place++) {
    const int32_t amount = bits(vector[place]) & 0x7FFFFFFF;
    most = amount > most ? amount : most;
  }
  float result;
  memcpy(&result, &most, sizeof result);
  return result;
}

float kernels_quantise(const float *vector, size_t width, int8_t *numbers) {
  const float most = largest(vector, width);
  if (most < 0x1p-100f) {  // less has no inverse
    memset(numbers, 0, width);
    return 0;
  }
  const float factor = 127 / most;
  for (size_t place = 0; place < width; place++) {
    // Beside 1.5 · 2^23 a float has no room for fractions, and its last bits are those of the integer.
    numbers[place] = (int8_t)bits(vector[place] * factor + 0x1.8p23f);
  }
  return most / 127;
}
