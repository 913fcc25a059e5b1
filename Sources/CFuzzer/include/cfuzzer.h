#ifndef FUNNELTOP_CFUZZER_H
#define FUNNELTOP_CFUZZER_H

#include <stddef.h>
#include <stdint.h>

/// The driver of libFuzzer, linked in by `-sanitize=fuzzer` alone: https://llvm.org/docs/LibFuzzer.html
int LLVMFuzzerRunDriver(
    int *_Nonnull count, char *_Nullable *_Nonnull *_Nonnull arguments,
    int (*_Nonnull target)(const uint8_t *_Nullable bytes, size_t count));

#endif
