#include "Kernels.h"

static const _Alignas(8) unsigned char words[] = {
#embed "words.bin"
};

const void *kernels_words(void) { return words; }

size_t kernels_words_size(void) { return sizeof words; }
