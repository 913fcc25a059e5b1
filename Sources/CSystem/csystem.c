#define _GNU_SOURCE
#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

static int64_t nanoseconds(struct statx_timestamp time) {
    return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

static int facts_at(int directory, const char *path, int flags, csystem_file_facts *facts) {
    struct statx found;
    if (statx(directory, path, flags, STATX_BASIC_STATS | STATX_BTIME, &found) != 0) {
        return errno;
    }
    facts->device = makedev(found.stx_dev_major, found.stx_dev_minor);
    facts->inode = found.stx_ino;
    facts->born = (found.stx_mask & STATX_BTIME) ? nanoseconds(found.stx_btime) : 0;
    facts->modified = nanoseconds(found.stx_mtime);
    facts->size = (int64_t)found.stx_size;
    facts->mode = found.stx_mode;
    facts->links = found.stx_nlink;
    return 0;
}

int csystem_facts_of_descriptor(int descriptor, csystem_file_facts *facts) {
    return facts_at(descriptor, "", AT_EMPTY_PATH, facts);
}

int csystem_facts_of_path(const char *path, csystem_file_facts *facts) {
    return facts_at(AT_FDCWD, path, 0, facts);
}

const void *csystem_memrchr(const void *bytes, int byte, size_t count) {
    return memrchr(bytes, byte, count);
}

void csystem_widen_pipe(int descriptor, int bytes) {
    (void)fcntl(descriptor, F_SETPIPE_SZ, bytes);
}
