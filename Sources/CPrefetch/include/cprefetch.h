#ifndef FUNNELTOP_CPREFETCH_H
#define FUNNELTOP_CPREFETCH_H

#include <stddef.h>

/// Asks for a cache line that will be read and written soon. Harmless for any address.
static inline void cprefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

/// Bytes of a large page: what is looked up at random in large pages costs fewer walks through the page table.
enum { CPREFETCH_LARGE_PAGE = 2 << 20 };

/// Memory that begins on a large page, with the wish for large pages, which the system may not grant. Give it back with
/// free(3); NULL when there is none.
void *cprefetch_allocate_large(size_t bytes);

#endif
