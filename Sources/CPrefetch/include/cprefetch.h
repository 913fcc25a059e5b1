#ifndef FUNNELTOP_CPREFETCH_H
#define FUNNELTOP_CPREFETCH_H

/// Asks for a cache line that will be read and written soon. Harmless for any address.
static inline void cprefetch(const void *address) { __builtin_prefetch(address, 1, 3); }

#endif
