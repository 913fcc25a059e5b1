#ifndef FUNNELTOP_CSIMDJSON_H
#define FUNNELTOP_CSIMDJSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// What a field's bytes are.
enum {
    csimdjson_absent = 0,
    csimdjson_text = 1,
    csimdjson_number = 2,
    csimdjson_boolean = 3,
};

/// What became of a line.
enum {
    csimdjson_ok = 0,
    csimdjson_malformed = 1,
    csimdjson_invalid_utf8 = 2,
    csimdjson_too_long = 3,
    csimdjson_binary = 4,
    csimdjson_wrong_columns = 5,
};

/// A value where it stands: in the input, in the arena if it had escapes, or in the reader's memory until the next
/// `csimdjson_begin` if it stood inside a string or in a line that is no UTF-8. 64 readable bytes follow it.
typedef struct {
    const uint8_t *_Nullable start;
    uint32_t length;
    uint32_t kind;
} csimdjson_field;

/// A record's place in the input.
typedef struct {
    uint32_t start;   // offset of its first byte in the bytes of the call
    uint32_t length;  // without the line end
    uint32_t number;  // physical lines before it in the call
    uint32_t status;
} csimdjson_line;

/// A wanted value: the dotted path of its keys.
///
/// A path through a list of pairs, {"key": K, "value": V} or with `name`, finds the pair by its key; V may be an object such
/// as {"string_value": …, "int_value": …}, of which the first that is not null counts. A path at or through any other list
/// means its first element. A path through a string means the object that the string holds as JSON.
typedef struct {
    const char *_Nonnull text;
    size_t length;
} csimdjson_path;

typedef struct csimdjson_reader csimdjson_reader;

/// Null only when memory is exhausted.
csimdjson_reader *_Nullable csimdjson_reader_create(
    const csimdjson_path *_Nonnull paths, size_t count, size_t line_limit);
void csimdjson_reader_destroy(csimdjson_reader *_Nullable reader);

/// The fields that were read so far are no longer used.
void csimdjson_begin(csimdjson_reader *_Nonnull reader);

typedef struct {
    size_t consumed;        // bytes
    size_t physical_lines;  // lines in those bytes, blank ones included
    size_t records;         // entries of `lines`, blank lines left out
    size_t arena_used;      // bytes written to the arena
    size_t repaired;        // of the records: no UTF-8, or half a character escaped, read with U+FFFD where it is broken
    size_t nulls;           // NUL bytes before records, passed over
} csimdjson_result;

/// The bytes are UTF-8 from the first to the last.
bool csimdjson_is_utf8(const uint8_t *_Nonnull bytes, size_t length);

/// Reads the lines at the start of `bytes`, as many as fit one block and `capacity`.
///
/// `fields` holds `capacity` rows of one entry per path. 64 readable bytes follow `bytes`;
/// `arena` has room for `length` bytes and `line_limit` more: unescaped text is never longer than its source, and a damaged
/// line may take in the next one before it is given up.
csimdjson_result csimdjson_read(
    csimdjson_reader *_Nonnull reader, const uint8_t *_Nonnull bytes, size_t length,
    csimdjson_line *_Nonnull lines, csimdjson_field *_Nonnull fields, size_t capacity,
    uint8_t *_Nonnull arena);

#ifdef __cplusplus
}
#endif
#endif
