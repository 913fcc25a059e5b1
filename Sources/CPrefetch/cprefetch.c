#define _DEFAULT_SOURCE
#include "cprefetch.h"

#include <stdlib.h>
#include <sys/mman.h>

void *cprefetch_allocate_large(size_t bytes) {
    void *memory = NULL;
    if (posix_memalign(&memory, CPREFETCH_LARGE_PAGE, bytes) != 0) return NULL;
    (void)madvise(memory, bytes, MADV_HUGEPAGE);
    return memory;
}
