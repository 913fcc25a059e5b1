#ifndef FUNNELTOP_CCOMPRESSION_H
#define FUNNELTOP_CCOMPRESSION_H

#include <zlib.h>
#include <zstd.h>

/// `inflateInit2` is a macro. Window bits 15 + 32: zlib's and gzip's headers are told apart by zlib.
int ccompression_inflate_init(z_stream *_Nonnull stream);

/// `deflateInit2` is a macro. Window bits 15 + 16: one gzip member.
int ccompression_deflate_init(z_stream *_Nonnull stream, int level);

#endif
