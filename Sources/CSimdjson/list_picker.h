// Picks the wanted values inside a list. The walk over the line checks the list by itself; this only reads, and a
// damaged list, which makes the walk give up the line, merely ends it.
#ifndef FUNNELTOP_LIST_PICKER_H
#define FUNNELTOP_LIST_PICKER_H

#include <cstdint>
#include <cstring>

#include "csimdjson.h"
#include "json_text.h"
#include "wanted_paths.h"

namespace {

// The entry of a key that has escapes.
inline Entry *findEscaped(Node *node, const uint8_t *key, uint32_t length) {
    uint8_t text[256 + 8] = {0};
    if (length > 256) return nullptr;
    bool isBroken = false;
    uint8_t *end = unescape(key, key + length, text, isBroken);
    if (!end) return nullptr;
    std::memset(end, 0, 8);
    const uint32_t unescaped = uint32_t(end - text);
    return node->find(text, unescaped, firstWord(text, unescaped));
}

// `InnerText` is called as (node, text, length) for a string that may hold an object in which `node`'s paths are wanted.
//
// A list means: of pairs such as {"key": K, "value": V}, the value whose key is the next part of the path; otherwise its
// first element, unless that is a list too.
template <typename InnerText>
struct ListPicker {
    const uint8_t *buffer;
    uint32_t end;
    // Ascending; the first one at or behind `end` ends everything.
    const uint32_t *at;
    csimdjson_field *row;
    uint8_t *&arena;
    InnerText &innerText;
    bool &isBroken;

    // `at` is behind the bracket.
    void list(Entry *entry) {
        if (entry->slot >= 0) row[entry->slot].kind = csimdjson_absent;
        if (!isAt('{')) {
            if (*at < end && buffer[*at] != '[' && buffer[*at] != ']') value(entry);
            return;
        }
        if (!entry->child) return;
        const uint32_t *const first = at;
        Pair pair;
        const bool isOfPairs = read(pair);
        at = first;
        if (isOfPairs) pairs(entry->child.get());
        else value(entry);
    }

private:
    struct Text {
        const uint8_t *start = nullptr;
        uint32_t length = 0;
        bool operator==(const char *other) const {
            return std::strlen(other) == length && std::memcmp(start, other, length) == 0;
        }
    };

    struct Pair {
        Text key;
        const uint32_t *value = nullptr;
    };

    bool isAt(char sign) const { return *at < end && buffer[*at] == uint8_t(sign); }

    // The string at `at`, which has a structural character behind it.
    Text text() const {
        uint32_t quote = at[1] - 1;
        while (buffer[quote] != '"') quote--;
        return {buffer + *at + 1, quote - *at - 1};
    }

    // Reads a key and its colon.
    bool readKey(Text &key) {
        if (!isAt('"') || at[1] >= end || buffer[at[1]] != ':') return false;
        key = text();
        at += 2;
        return true;
    }

    void skip() {
        int depth = 0;
        do {
            if (*at >= end) return;
            const uint8_t sign = buffer[*at++];
            if (sign == '{' || sign == '[') depth++;
            else if (sign == '}' || sign == ']') depth--;
        } while (depth > 0);
    }

    Entry *find(Node *node, const Text &key) const {
        Entry *entry = nullptr;
        if (node->mayHold(key.length)) entry = node->find(key.start, key.length, firstWord(key.start, key.length));
        if (!entry && hasBackslash(key.start, key.length)) entry = findEscaped(node, key.start, key.length);
        return entry;
    }

    // Reads the object at `at`: true if it has two members, a value and the text it goes by.
    bool read(Pair &pair) {
        at++;
        int members = 0;
        bool isNamed = false;
        Text key;
        while (readKey(key)) {
            members++;
            if (key == "value") pair.value = at;
            else if ((key == "key" || key == "name") && isAt('"') && at[1] < end) {
                pair.key = text();
                isNamed = true;
            }
            skip();
            if (!isAt(',')) break;
            at++;
        }
        if (isAt('}')) at++;
        return members == 2 && isNamed && pair.value;
    }

    void pairs(Node *node) {
        while (*at < end) {
            if (isAt('{')) {
                Pair pair;
                const bool isPair = read(pair);
                Entry *entry = isPair ? find(node, pair.key) : nullptr;
                if (entry) {
                    const uint32_t *const next = at;
                    at = pair.value;
                    if (isAt('{') && entry->slot >= 0) typedValue(entry->slot);
                    at = pair.value;
                    value(entry, true);
                    at = next;
                }
            } else skip();
            if (!isAt(',')) return;
            at++;
        }
    }

    // {"string_value": null, "int_value": "5", ...}: the first that is there.
    void typedValue(int32_t slot) {
        row[slot].kind = csimdjson_absent;
        at++;
        Text key;
        while (readKey(key)) {
            const bool isValue = key.length >= 5 && (std::memcmp(key.start + key.length - 4, "alue", 4) == 0)
                && (key.start[key.length - 5] | 0x20) == 'v';
            if (isValue && *at < end && buffer[*at] != '{' && buffer[*at] != '[') {
                scalar(row + slot);
                if (row[slot].kind != csimdjson_absent) return;
            }
            skip();
            if (!isAt(',')) return;
            at++;
        }
    }

    void object(Node *node) {
        at++;
        Text key;
        while (readKey(key)) {
            Entry *entry = find(node, key);
            const uint32_t *const before = at;
            if (entry) value(entry);
            at = before;
            skip();
            if (!isAt(',')) return;
            at++;
        }
    }

    // `isTyped`: an object's own value was looked for already.
    void value(Entry *entry, bool isTyped = false) {
        csimdjson_field *field = entry->slot >= 0 ? row + entry->slot : nullptr;
        if (*at >= end) return;
        switch (buffer[*at]) {
        case '{':
            if (field && !isTyped) field->kind = csimdjson_absent;
            if (entry->child) object(entry->child.get());
            return;
        case '[':
            at++;
            list(entry);
            return;
        case '"':
            if (entry->child && at[1] < end) {
                const Text inner = text();
                innerText(entry->child.get(), inner.start, inner.length);
            }
            if (field) scalar(field);
            return;
        default:
            if (field) scalar(field);
        }
    }

    // Leaves `at` where it is.
    void scalar(csimdjson_field *field) {
        const uint8_t *start = buffer + *at;
        switch (*start) {
        case '"': {
            if (at[1] >= end) return;
            const Text found = text();
            *field = {found.start, found.length, csimdjson_text};
            if (!hasBackslash(found.start, found.length)) return;
            uint8_t *after = unescape(found.start, found.start + found.length, arena, isBroken);
            if (!after) {
                field->kind = csimdjson_absent;
                return;
            }
            *field = {arena, uint32_t(after - arena), csimdjson_text};
            arena = after;
            return;
        }
        case 't': *field = {start, 4, csimdjson_boolean}; return;
        case 'f': *field = {start, 5, csimdjson_boolean}; return;
        case 'n': field->kind = csimdjson_absent; return;
        default: {
            const uint8_t *after = numberEnd(start);
            if (after) *field = {start, uint32_t(after - start), csimdjson_number};
            else field->kind = csimdjson_absent;
        }
        }
    }
};

}  // namespace

#endif
