// The walk over one line of JSON, by the structural positions that simdjson's first stage finds.
#ifndef FUNNELTOP_LINE_WALKER_H
#define FUNNELTOP_LINE_WALKER_H

#include <simdjson.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>
#include <vector>

#include "csimdjson.h"
#include "inner_memory.h"
#include "json_text.h"
#include "list_picker.h"
#include "wanted_paths.h"

namespace {

constexpr int maximumDepth = 64;
// Strings that hold objects, inside each other.
constexpr int maximumTextDepth = 3;

struct LineWalker {
    size_t slots = 0;
    size_t lineLimit = 0;
    // For strings that hold objects: one per depth, made when first needed.
    std::unique_ptr<simdjson::internal::dom_parser_implementation> innerStages[maximumTextDepth];
    InnerMemory innerMemory;
    std::vector<csimdjson_field> savedRows[maximumTextDepth];
    // A text that is wanted has half a character escaped.
    bool isBroken = false;

    using Stage = simdjson::internal::dom_parser_implementation;

    static bool index(Stage &stage, const uint8_t *bytes, size_t length) {
        return stage.stage1(bytes, length, simdjson::stage1_mode::regular) == simdjson::SUCCESS;
    }

    static bool makeStage(size_t capacity, std::unique_ptr<Stage> &stage) {
        return simdjson::get_active_implementation()->create_dom_parser_implementation(
            capacity, size_t(maximumDepth), stage) == simdjson::SUCCESS;
    }

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
                uint8_t *end = unescape(text + 1, text + 1 + length, arena, isBroken);
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
        ListPicker<decltype(innerText)>{buffer, lineEnd, at, row, arena, innerText, isBroken}.list(entry);
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
            uint8_t *end = unescape(source, source + sourceLength, text, isBroken);
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
};

}  // namespace

#endif
