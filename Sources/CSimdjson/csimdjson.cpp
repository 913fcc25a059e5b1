// JSON lines over simdjson's first stage (UTF-8 check, strings, structural positions); the walk over the
// positions is ours, because it must check every line in full and pick the wanted paths on the way.
#include "csimdjson.h"

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <string_view>
#include <vector>

#include "inner_memory.h"
#include "json_text.h"
#include "list_picker.h"
#include "wanted_paths.h"

namespace {

constexpr size_t blockLength = 32 * 1024;
constexpr int maximumDepth = 64;
// Strings that hold objects, inside each other.
constexpr int maximumTextDepth = 3;

}  // namespace

struct csimdjson_reader {
    Node root;
    size_t slots = 0;
    size_t lineLimit = 0;
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;

    // For strings that hold objects: one per depth, made when first needed.
    std::unique_ptr<simdjson::internal::dom_parser_implementation> innerStages[maximumTextDepth];
    InnerMemory innerMemory;
    std::vector<csimdjson_field> savedRows[maximumTextDepth];

    // Walks one line: `positions` point at its structural characters and values, ascending, and the first one
    // at or behind `lineEnd` ends it. `mayEscape`: there may be a backslash. True if the whole line is one object.
    //
    // Positions ascend, so it is enough to ask at the end whether the last one was still in the line, as long as
    // running on is harmless: unless `isChecked`, a position behind the last one is that of a line break, which fits
    // nowhere, and an object or list of another line is not entered.
    //
    // `start` has the paths that are wanted of the object; `textDepth` strings are around it. Not inlined, because the
    // loop over lines would take registers from it.
    template <bool isChecked>
    [[gnu::noinline]] bool walk(const uint8_t *buffer, uint32_t lineEnd, const uint32_t *&positions, bool mayEscape,
        csimdjson_field *row, uint8_t *&arena, Node *start, int textDepth) {
        const uint32_t *at = positions;
        struct Level { Node *node; bool isArray; };
        Level stack[maximumDepth];
        int depth = 0;
        Node *node = start;
        bool isArray = false;
        Entry *entry = nullptr;
        uint32_t position = *at;
        if (position >= lineEnd || buffer[position] != '{') return false;
        at++;

    objectBegin:
        isArray = false;
        position = *at;
        if (isChecked && position >= lineEnd) return false;
        if (buffer[position] == '}') {
            at++;
            goto containerEnd;
        }
    objectKey: {
        position = *at;
        if ((isChecked && position >= lineEnd) || buffer[position] != '"') return false;
        const uint32_t colon = at[1];
        if ((isChecked && colon >= lineEnd) || buffer[colon] != ':') return false;
        at += 2;
        entry = nullptr;
        if (node) {
            uint32_t quote = colon - 1;
            while (buffer[quote] != '"') quote--;
            const uint8_t *key = buffer + position + 1;
            const uint32_t length = quote - position - 1;
            if (node->mayHold(length)) entry = node->find(key, length, firstWord(key, length));
            if (mayEscape && !entry && hasBackslash(key, length)) entry = findEscaped(node, key, length);
        }
    }
    value: {
        position = *at;
        if (isChecked && position >= lineEnd) return false;
        at++;
        csimdjson_field *field = entry && entry->slot >= 0 ? row + entry->slot : nullptr;
        const uint8_t *text = buffer + position;
        switch (*text) {
        case '"': {
            if (isChecked && *at >= lineEnd) return false;
            if (!field) {
                if (__builtin_expect(entry != nullptr, 0)) lookIntoText(entry->child.get(), buffer, position, *at, row, textDepth);
                break;
            }
            if (__builtin_expect(entry->child != nullptr, 0))
                lookIntoText(entry->child.get(), buffer, position, *at, row, textDepth);
            uint32_t quote = *at - 1;
            while (buffer[quote] != '"') quote--;
            const uint32_t length = quote - position - 1;
            field->start = text + 1;
            field->length = length;
            field->kind = csimdjson_text;
            if (mayEscape && hasBackslash(text + 1, length)) {
                uint8_t *end = unescape(text + 1, text + 1 + length, arena);
                if (!end) return false;
                field->start = arena;
                field->length = uint32_t(end - arena);
                arena = end;
            }
            break;
        }
        case '{':
            if (field) field->kind = csimdjson_absent;
            if (depth == maximumDepth || position >= lineEnd) return false;
            stack[depth++] = {node, isArray};
            node = entry ? entry->child.get() : nullptr;
            goto objectBegin;
        case '[':
            if (__builtin_expect(entry != nullptr, 0)) lookIntoList(entry, buffer, lineEnd, at, row, arena, textDepth);
            if (depth == maximumDepth || position >= lineEnd) return false;
            stack[depth++] = {node, isArray};
            node = nullptr;
            isArray = true;
            entry = nullptr;
            position = *at;
            if (isChecked && position >= lineEnd) return false;
            if (buffer[position] == ']') {
                at++;
                goto containerEnd;
            }
            goto value;
        case '-': case '0': case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9': {
            const uint8_t *end = numberEnd(text);
            if (!end) return false;
            if (field) *field = {text, uint32_t(end - text), csimdjson_number};
            break;
        }
        case 't':
            if (std::memcmp(text, "true", 4) != 0 || !endsScalar(text[4])) return false;
            if (field) *field = {text, 4, csimdjson_boolean};
            break;
        case 'f':
            if (std::memcmp(text, "false", 5) != 0 || !endsScalar(text[5])) return false;
            if (field) *field = {text, 5, csimdjson_boolean};
            break;
        case 'n':
            if (std::memcmp(text, "null", 4) != 0 || !endsScalar(text[4])) return false;
            if (field) field->kind = csimdjson_absent;
            break;
        default: return false;
        }
    }
    valueEnd:
        position = *at;
        if (isChecked && position >= lineEnd) return false;
        at++;
        if (isArray) {
            entry = nullptr;
            if (buffer[position] == ',') goto value;
            if (buffer[position] != ']') return false;
        } else {
            if (buffer[position] == ',') goto objectKey;
            if (buffer[position] != '}') return false;
        }
    containerEnd:
        if (depth == 0) {
            positions = at;
            return position < lineEnd && *at >= lineEnd;
        }
        depth--;
        node = stack[depth].node;
        isArray = stack[depth].isArray;
        goto valueEnd;
    }

    [[gnu::noinline]] void lookIntoList(
        Entry *entry, const uint8_t *buffer, uint32_t lineEnd, const uint32_t *at, csimdjson_field *row, uint8_t *&arena,
        int textDepth) {
        auto innerText = [&](Node *node, const uint8_t *text, uint32_t length) {
            readInnerText(node, text, length, row, textDepth);
        };
        ListPicker<decltype(innerText)>{buffer, lineEnd, at, row, arena, innerText}.list(entry);
    }

    // The string begins at `position`; the structural character `next` is behind it.
    [[gnu::noinline]] void lookIntoText(
        Node *node, const uint8_t *buffer, uint32_t position, uint32_t next, csimdjson_field *row, int textDepth) {
        uint32_t quote = next - 1;
        while (buffer[quote] != '"') quote--;
        readInnerText(node, buffer + position + 1, quote - position - 1, row, textDepth);
    }

    // Reads a string that is an object of JSON itself; of any other nothing is taken.
    void readInnerText(Node *node, const uint8_t *source, uint32_t sourceLength, csimdjson_field *row, int textDepth) {
        if (textDepth == maximumTextDepth || sourceLength < 2) return;
        if (*source != '{' && *source != '\\' && *source != ' ') return;
        try {
            // Unescaped text is never longer than its source: room for this text, and for the strings in it.
            uint8_t *text = innerMemory.take(2 * (size_t(sourceLength) + simdjson::SIMDJSON_PADDING));
            uint8_t *arena = text + sourceLength + simdjson::SIMDJSON_PADDING;
            uint8_t *end = unescape(source, source + sourceLength, text);
            if (!end) return;
            while (text < end && isSpace(*text)) text++;
            while (text < end && isSpace(end[-1])) end--;
            if (text == end || *text != '{') return;
            auto &innerStage = innerStages[textDepth];
            if (!innerStage && !makeStage(lineLimit, innerStage)) return;
            const size_t length = size_t(end - text);
            if (length > lineLimit || !index(*innerStage, text, length)) return;
            std::vector<csimdjson_field> &saved = savedRows[textDepth];
            saved.assign(row, row + slots);
            const uint32_t *positions = innerStage->structural_indexes.get();
            if (!walk<true>(text, uint32_t(length), positions, true, row, arena, node, textDepth + 1))
                std::copy(saved.begin(), saved.end(), row);
        } catch (const std::bad_alloc &) {
            return;
        }
    }

    static uint32_t reason(const uint8_t *line, size_t length) {
        if (std::memchr(line, 0, length)) return csimdjson_binary;
        if (!simdjson::validate_utf8(reinterpret_cast<const char *>(line), length)) return csimdjson_invalid_utf8;
        return csimdjson_malformed;
    }

    using Stage = simdjson::internal::dom_parser_implementation;

    static bool index(Stage &stage, const uint8_t *bytes, size_t length) {
        return stage.stage1(bytes, length, simdjson::stage1_mode::regular) == simdjson::SUCCESS;
    }

    static bool makeStage(size_t capacity, std::unique_ptr<Stage> &stage) {
        return simdjson::get_active_implementation()->create_dom_parser_implementation(
            capacity, size_t(maximumDepth), stage) == simdjson::SUCCESS;
    }

    [[gnu::noinline]] csimdjson_result read(
        const uint8_t *bytes, size_t length, csimdjson_line *lines, csimdjson_field *fields, size_t capacity,
        uint8_t *arena) {
        csimdjson_result result = {0, 0, 0, 0};
        uint8_t *const arenaStart = arena;
        size_t block = length;
        if (length > blockLength) {
            const void *last = memrchr(bytes, '\n', blockLength);
            if (!last) last = std::memchr(bytes + blockLength, '\n', length - blockLength);
            block = last ? size_t(static_cast<const uint8_t *>(last) - bytes) + 1 : length;
        }
        // One pass over the whole block if every string in it closes on its own line: a line break inside a
        // string is an error of the first stage. Otherwise each line is indexed alone, so that none harms another.
        const bool whole = block <= lineLimit && bytes[block - 1] == '\n' && index(*stage, bytes, block);
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
            if (end - first >= 3 && bytes[first] == 0xEF && bytes[first + 1] == 0xBB && bytes[first + 2] == 0xBF) first += 3;
            size_t last = end;
            while (last > first && isSpace(bytes[last - 1])) last--;
            size_t visible = first;
            while (visible < last && isSpace(bytes[visible])) visible++;
            if (visible < last) {
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
                    if (!walk<false>(bytes, uint32_t(end), position, backslash < end, row, arena, &root, 0)) {
                        line.status = reason(bytes + first, last - first);
                        while (*position < end) position++;
                        arena = arenaBefore;
                    }
                } else {
                    const uint32_t *alone = stage->structural_indexes.get();
                    if (!index(*stage, bytes + first, last - first)
                        || !walk<true>(bytes + first, uint32_t(last - first), alone, true, row, arena, &root, 0))
                        line.status = reason(bytes + first, last - first);
                }
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
        const size_t capacity = line_limit > blockLength ? line_limit : blockLength;
        if (!csimdjson_reader::makeStage(capacity, reader->stage)) return nullptr;
        return reader.release();
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

void csimdjson_reader_destroy(csimdjson_reader *reader) { delete reader; }

void csimdjson_begin(csimdjson_reader *reader) { reader->innerMemory.clear(); }

csimdjson_result csimdjson_read(
    csimdjson_reader *reader, const uint8_t *bytes, size_t length, csimdjson_line *lines, csimdjson_field *fields,
    size_t capacity, uint8_t *arena) {
    return reader->read(bytes, length, lines, fields, capacity, arena);
}

}
