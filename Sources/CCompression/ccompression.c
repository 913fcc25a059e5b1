#include "ccompression.h"

int ccompression_inflate_init(z_stream *stream) { return inflateInit2(stream, 15 + 32); }
