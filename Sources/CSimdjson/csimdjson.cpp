// JSON lines over simdjson's first stage (UTF-8 check, strings, structural positions); the walk over the
// positions is ours, because it must check every line in full and pick the wanted paths on the way.
#include "csimdjson.h"

#include <simdjson.h>

#include <cstring>
#include <memory>
#include <new>
#include <string_view>

#include "json_text.h"
#include "line_walker.h"
#include "wanted_paths.h"

namespace {

constexpr size_t blockLength = 32 * 1024;

}  // namespace

struct csimdjson_reader {
    Node root;
    size_t slots = 0;
    size_t lineLimit = 0;
    std::unique_ptr<LineWalker::Stage> stage;
    LineWalker walker;
    // For lines that are no UTF-8; made when first needed.
    std::unique_ptr<LineWalker::Stage> repairStage;

    static uint32_t reason(const uint8_t *line, size_t length) {
        if (std::memchr(line, 0, length)) return csimdjson_binary;
        if (!simdjson::validate_utf8(reinterpret_cast<const char *>(line), length)) return csimdjson_invalid_utf8;
        return csimdjson_malformed;
    }

    // Reads a line that is no UTF-8 with U+FFFD where it is broken: an event in a wrong encoding is an event.
    [[gnu::noinline]] bool walkRepaired(const uint8_t *line, size_t length, csimdjson_field *row) {
        try {
            if (!repairStage && !LineWalker::makeStage(3 * lineLimit, repairStage)) return false;
            const size_t room = 3 * length + simdjson::SIMDJSON_PADDING;
            uint8_t *const text = walker.innerMemory.take(2 * room);
            uint8_t *arena = text + room;
            const size_t repaired = size_t(repairUTF8(line, line + length, text) - text);
            std::memset(text + repaired, 0, simdjson::SIMDJSON_PADDING);
            if (!LineWalker::index(*repairStage, text, repaired)) return false;
            for (size_t slot = 0; slot < slots; slot++) row[slot].kind = csimdjson_absent;
            const uint32_t *positions = repairStage->structural_indexes.get();
            return walker.walk<true>(text, uint32_t(repaired), positions, true, row, arena, &root, 0);
        } catch (const std::bad_alloc &) {
            return false;
        }
    }

    [[gnu::noinline]] csimdjson_result read(
        const uint8_t *bytes, size_t length, csimdjson_line *lines, csimdjson_field *fields, size_t capacity,
        uint8_t *arena) {
        csimdjson_result result = {0, 0, 0, 0, 0, 0};
        uint8_t *const arenaStart = arena;
        size_t block = length;
        if (length > blockLength) {
            const void *last = memrchr(bytes, '\n', blockLength);
            if (!last) last = std::memchr(bytes + blockLength, '\n', length - blockLength);
            block = last ? size_t(static_cast<const uint8_t *>(last) - bytes) + 1 : length;
        }
        // One pass over the whole block if every string in it closes on its own line: a line break inside a
        // string is an error of the first stage. Otherwise each line is indexed alone, so that none harms another.
        const bool whole = block <= lineLimit && bytes[block - 1] == '\n' && LineWalker::index(*stage, bytes, block);
        if (whole) stage->structural_indexes[stage->n_structural_indexes] = uint32_t(block - 1);
        const uint32_t *position = stage->structural_indexes.get();
        size_t start = 0;
        // Backslashes are rare: one search for the next spares a look into every string.
        size_t backslash = 0;
        bool isBackslashKnown = false;
        while (start < block && result.records < capacity) {
            const void *newline = std::memchr(bytes + start, '\n', block - start);
            const size_t end = newline ? size_t(static_cast<const uint8_t *>(newline) - bytes) : block;
            const size_t next = newline ? end + 1 : block;
            size_t first = start;
            while (first < end && bytes[first] == 0) first++;
            const size_t nulls = first - start;
            if (end - first >= 3 && bytes[first] == 0xEF && bytes[first + 1] == 0xBB && bytes[first + 2] == 0xBF) first += 3;
            size_t last = end;
            while (last > first && isSpace(bytes[last - 1])) last--;
            size_t visible = first;
            while (visible < last && isSpace(bytes[visible])) visible++;
            if (visible < last) {
                result.nulls += nulls;
                walker.isBroken = false;
                csimdjson_line &line = lines[result.records];
                line = {uint32_t(first), uint32_t(last - first), uint32_t(result.physical_lines), csimdjson_ok};
                csimdjson_field *row = fields + result.records * slots;
                for (size_t slot = 0; slot < slots; slot++) row[slot].kind = csimdjson_absent;
                if (last - first > lineLimit) line.status = csimdjson_too_long;
                else if (whole) {
                    while (*position < visible) position++;
                    if (!isBackslashKnown || backslash < visible) {
                        const void *found = std::memchr(bytes + visible, '\\', block - visible);
                        backslash = found ? size_t(static_cast<const uint8_t *>(found) - bytes) : block;
                        isBackslashKnown = true;
                    }
                    uint8_t *const arenaBefore = arena;
                    if (!walker.walk<false>(bytes, uint32_t(end), position, backslash < end, row, arena, &root, 0)) {
                        line.status = reason(bytes + first, last - first);
                        while (*position < end) position++;
                        arena = arenaBefore;
                    }
                } else {
                    const uint32_t *alone = stage->structural_indexes.get();
                    if (!LineWalker::index(*stage, bytes + first, last - first)
                        || !walker.walk<true>(bytes + first, uint32_t(last - first), alone, true, row, arena, &root, 0)) {
                        line.status = reason(bytes + first, last - first);
                        if (line.status == csimdjson_invalid_utf8 && walkRepaired(bytes + first, last - first, row)) {
                            line.status = csimdjson_ok;
                            walker.isBroken = true;
                        }
                    }
                }
                if (walker.isBroken && line.status == csimdjson_ok) result.repaired++;
                result.records++;
            } else if (start < end && bytes[start] == 0) {
                // Nothing but NULs: no blank line, and worth a word.
                lines[result.records] = {uint32_t(start), uint32_t(end - start), uint32_t(result.physical_lines), csimdjson_binary};
                csimdjson_field *row = fields + result.records * slots;
                for (size_t slot = 0; slot < slots; slot++) row[slot].kind = csimdjson_absent;
                result.records++;
            }
            result.physical_lines++;
            start = next;
        }
        result.consumed = start;
        result.arena_used = size_t(arena - arenaStart);
        return result;
    }
};

extern "C" {

csimdjson_reader *csimdjson_reader_create(const csimdjson_path *paths, size_t count, size_t line_limit) {
    try {
        auto reader = std::make_unique<csimdjson_reader>();
        reader->root.entries.resize(8);
        for (size_t i = 0; i < count; i++)
            reader->root.add(std::string_view(paths[i].text, paths[i].length), int32_t(i), 1);
        reader->slots = count;
        reader->lineLimit = line_limit;
        reader->walker.slots = count;
        reader->walker.lineLimit = line_limit;
        const size_t capacity = line_limit > blockLength ? line_limit : blockLength;
        if (!LineWalker::makeStage(capacity, reader->stage)) return nullptr;
        return reader.release();
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

void csimdjson_reader_destroy(csimdjson_reader *reader) { delete reader; }

void csimdjson_begin(csimdjson_reader *reader) { reader->walker.innerMemory.clear(); }

bool csimdjson_is_utf8(const uint8_t *bytes, size_t length) {
    return simdjson::validate_utf8(reinterpret_cast<const char *>(bytes), length);
}

csimdjson_result csimdjson_read(
    csimdjson_reader *reader, const uint8_t *bytes, size_t length, csimdjson_line *lines, csimdjson_field *fields,
    size_t capacity, uint8_t *arena) {
    return reader->read(bytes, length, lines, fields, capacity, arena);
}

}
