#ifndef FUNNELTOP_CSYSTEM_H
#define FUNNELTOP_CSYSTEM_H

#include <stddef.h>
#include <stdint.h>

/// What the kernel says of a file, in types that need no macro to read. Times in nanoseconds since 1970, 0 if unknown.
typedef struct {
    uint64_t device;
    uint64_t inode;
    int64_t born;
    int64_t modified;
    int64_t size;
    uint32_t mode;
    uint32_t links;
} csystem_file_facts;

/// Fills `facts` for an open descriptor; returns 0 or an errno.
int csystem_facts_of_descriptor(int descriptor, csystem_file_facts *_Nonnull facts);

/// Fills `facts` for what `path` names, through symbolic links; returns 0 or an errno.
int csystem_facts_of_path(const char *_Nonnull path, csystem_file_facts *_Nonnull facts);

/// memrchr(3), which Glibc hides behind _GNU_SOURCE.
const void *_Nullable csystem_memrchr(const void *_Nonnull bytes, int byte, size_t count);

/// Asks for a larger pipe buffer; without effect on what is not a pipe.
void csystem_widen_pipe(int descriptor, int bytes);

#endif
