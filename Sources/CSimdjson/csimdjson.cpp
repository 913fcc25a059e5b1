// JSON lines over simdjson's first stage (UTF-8 check, strings, structural positions); the walk over the
// positions is ours, because it must check every line in full and pick the wanted paths on the way.
#include "csimdjson.h"

#include <simdjson.h>

#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr size_t blockLength = 32 * 1024;
constexpr int maximumDepth = 64;
constexpr int maximumSplitComponents = 4;

inline uint64_t loadWord(const uint8_t *bytes) {
    uint64_t word;
    std::memcpy(&word, bytes, 8);
    return word;
}

// Reads up to 7 bytes past the text: inside the buffer's padding.
inline uint64_t firstWord(const uint8_t *text, uint32_t length) {
    uint64_t word = loadWord(text);
    return length >= 8 ? word : word & ((uint64_t(1) << (length * 8)) - 1);
}

struct Node;

struct Entry {
    uint64_t word = 0;
    uint32_t length = 0;  // of the key; 0 with no `used` is a free place
    int32_t slot = -1;
    bool used = false;
    std::string key;
    std::unique_ptr<Node> child;
};

// The keys wanted inside one object, as a small open-addressing table.
struct Node {
    std::vector<Entry> entries;  // power of two
    size_t count = 0;

    static size_t place(uint64_t word, uint32_t length, size_t mask) {
        return size_t(((word ^ length) * 0x9E3779B97F4A7C15ull) >> 40) & mask;
    }

    Entry *find(const uint8_t *key, uint32_t length, uint64_t word) {
        const size_t mask = entries.size() - 1;
        for (size_t at = place(word, length, mask);; at = (at + 1) & mask) {
            Entry &entry = entries[at];
            if (!entry.used) return nullptr;
            if (entry.word == word && entry.length == length
                && (length <= 8 || std::memcmp(entry.key.data() + 8, key + 8, length - 8) == 0))
                return &entry;
        }
    }

    Entry &insert(std::string_view key) {
        if (entries.empty()) entries.resize(8);
        if ((count + 1) * 4 > entries.size()) {
            std::vector<Entry> old;
            old.swap(entries);
            entries.resize(old.size() * 2);
            for (Entry &entry : old)
                if (entry.used) put(std::move(entry));
        }
        std::string padded(key);
        padded.resize(key.size() + 8);
        const auto *bytes = reinterpret_cast<const uint8_t *>(padded.data());
        const uint32_t length = uint32_t(key.size());
        const uint64_t word = firstWord(bytes, length);
        if (Entry *found = find(bytes, length, word)) return *found;
        Entry entry;
        entry.word = word;
        entry.length = length;
        entry.used = true;
        entry.key = std::string(key);
        count += 1;
        return put(std::move(entry));
    }

    Entry &put(Entry &&entry) {
        const size_t mask = entries.size() - 1;
        size_t at = place(entry.word, entry.length, mask);
        while (entries[at].used) at = (at + 1) & mask;
        entries[at] = std::move(entry);
        return entries[at];
    }

    // "a.b" is the key a holding the key b, and also one key with a dot in it.
    void add(std::string_view path, int32_t slot, int components) {
        insert(path).slot = slot;
        if (components > maximumSplitComponents) return;
        for (size_t dot = path.find('.'); dot != std::string_view::npos; dot = path.find('.', dot + 1)) {
            Entry &entry = insert(path.substr(0, dot));
            if (!entry.child) entry.child = std::make_unique<Node>();
            entry.child->add(path.substr(dot + 1), slot, components + 1);
        }
    }
};

inline bool isSpace(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
inline bool isDigit(uint8_t c) { return uint8_t(c - '0') < 10; }
inline bool endsScalar(uint8_t c) { return c == ',' || c == '}' || c == ']' || isSpace(c); }

// The end of a number of the JSON grammar, or null.
inline const uint8_t *numberEnd(const uint8_t *p) {
    if (*p == '-') p++;
    if (*p == '0') p++;
    else {
        if (!isDigit(*p)) return nullptr;
        while (isDigit(*p)) p++;
    }
    if (*p == '.') {
        p++;
        if (!isDigit(*p)) return nullptr;
        while (isDigit(*p)) p++;
    }
    if ((*p | 0x20) == 'e') {
        p++;
        if (*p == '+' || *p == '-') p++;
        if (!isDigit(*p)) return nullptr;
        while (isDigit(*p)) p++;
    }
    return endsScalar(*p) ? p : nullptr;
}

inline int hexadecimal(const uint8_t *p) {
    int value = 0;
    for (int i = 0; i < 4; i++) {
        const uint8_t c = p[i];
        const uint8_t lower = c | 0x20;
        int digit;
        if (isDigit(c)) digit = c - '0';
        else if (lower >= 'a' && lower <= 'f') digit = lower - 'a' + 10;
        else return -1;
        value = value * 16 + digit;
    }
    return value;
}

inline uint8_t *appendScalar(uint8_t *out, uint32_t c) {
    if (c < 0x80) *out++ = uint8_t(c);
    else if (c < 0x800) {
        *out++ = uint8_t(0xC0 | c >> 6);
        *out++ = uint8_t(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        *out++ = uint8_t(0xE0 | c >> 12);
        *out++ = uint8_t(0x80 | (c >> 6 & 0x3F));
        *out++ = uint8_t(0x80 | (c & 0x3F));
    } else {
        *out++ = uint8_t(0xF0 | c >> 18);
        *out++ = uint8_t(0x80 | (c >> 12 & 0x3F));
        *out++ = uint8_t(0x80 | (c >> 6 & 0x3F));
        *out++ = uint8_t(0x80 | (c & 0x3F));
    }
    return out;
}

// Writes the text of an escaped string; null when an escape is not one of JSON's. A lone surrogate becomes U+FFFD.
uint8_t *unescape(const uint8_t *p, const uint8_t *end, uint8_t *out) {
    while (p < end) {
        if (*p != '\\') {
            *out++ = *p++;
            continue;
        }
        if (end - p < 2) return nullptr;
        const uint8_t c = p[1];
        p += 2;
        switch (c) {
        case '"': case '\\': case '/': *out++ = c; break;
        case 'b': *out++ = '\b'; break;
        case 'f': *out++ = '\f'; break;
        case 'n': *out++ = '\n'; break;
        case 'r': *out++ = '\r'; break;
        case 't': *out++ = '\t'; break;
        case 'u': {
            if (end - p < 4) return nullptr;
            int value = hexadecimal(p);
            if (value < 0) return nullptr;
            p += 4;
            uint32_t scalar = uint32_t(value);
            if (scalar >= 0xD800 && scalar < 0xE000) {
                int low = -1;
                if (scalar < 0xDC00 && end - p >= 6 && p[0] == '\\' && p[1] == 'u') low = hexadecimal(p + 2);
                if (low >= 0xDC00 && low < 0xE000) {
                    scalar = 0x10000 + ((scalar - 0xD800) << 10) + uint32_t(low - 0xDC00);
                    p += 6;
                } else scalar = 0xFFFD;
            }
            out = appendScalar(out, scalar);
            break;
        }
        default: return nullptr;
        }
    }
    return out;
}

inline bool hasBackslash(const uint8_t *text, uint32_t length) {
    constexpr uint64_t ones = 0x0101010101010101ull;
    uint32_t at = 0;
    for (; at < length; at += 8) {
        uint64_t word = loadWord(text + at);
        if (length - at < 8) word &= (uint64_t(1) << ((length - at) * 8)) - 1;
        const uint64_t x = word ^ (ones * '\\');
        if ((x - ones) & ~x & (ones * 0x80)) return true;
    }
    return false;
}

}  // namespace

struct csimdjson_reader {
    Node root;
    size_t slots = 0;
    size_t lineLimit = 0;
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;

    Entry *findEscaped(Node *node, const uint8_t *key, uint32_t length) {
        uint8_t text[256 + 8] = {0};
        if (length > 256) return nullptr;
        uint8_t *end = unescape(key, key + length, text);
        if (!end) return nullptr;
        std::memset(end, 0, 8);
        const uint32_t unescaped = uint32_t(end - text);
        return node->find(text, unescaped, firstWord(text, unescaped));
    }

    // Walks one line: `positions` point at its structural characters and values, ascending, and the first one
    // at or behind `lineEnd` ends it. True if the whole line is one object.
    bool walk(const uint8_t *buffer, uint32_t lineEnd, const uint32_t *&positions, csimdjson_field *row, uint8_t *&arena) {
        const uint32_t *at = positions;
        struct Level { Node *node; bool isArray; };
        Level stack[maximumDepth];
        int depth = 0;
        Node *node = &root;
        bool isArray = false;
        Entry *entry = nullptr;
        uint32_t position = *at;
        if (position >= lineEnd || buffer[position] != '{') return false;
        at++;

    objectBegin:
        isArray = false;
        position = *at;
        if (position >= lineEnd) return false;
        if (buffer[position] == '}') {
            at++;
            goto containerEnd;
        }
    objectKey: {
        position = *at;
        if (position >= lineEnd || buffer[position] != '"') return false;
        const uint32_t colon = at[1];
        if (colon >= lineEnd || buffer[colon] != ':') return false;
        at += 2;
        entry = nullptr;
        if (node) {
            uint32_t quote = colon - 1;
            while (buffer[quote] != '"') quote--;
            const uint8_t *key = buffer + position + 1;
            const uint32_t length = quote - position - 1;
            entry = node->find(key, length, firstWord(key, length));
            if (!entry && hasBackslash(key, length)) entry = findEscaped(node, key, length);
        }
    }
    value: {
        position = *at;
        if (position >= lineEnd) return false;
        at++;
        csimdjson_field *field = entry && entry->slot >= 0 ? row + entry->slot : nullptr;
        const uint8_t *text = buffer + position;
        switch (*text) {
        case '"': {
            if (*at >= lineEnd) return false;
            if (!field) break;
            uint32_t quote = *at - 1;
            while (buffer[quote] != '"') quote--;
            const uint32_t length = quote - position - 1;
            field->start = text + 1;
            field->length = length;
            field->kind = csimdjson_text;
            if (hasBackslash(text + 1, length)) {
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
            if (depth == maximumDepth) return false;
            stack[depth++] = {node, isArray};
            node = entry ? entry->child.get() : nullptr;
            goto objectBegin;
        case '[':
            if (field) field->kind = csimdjson_absent;
            if (depth == maximumDepth) return false;
            stack[depth++] = {node, isArray};
            node = nullptr;
            isArray = true;
            entry = nullptr;
            position = *at;
            if (position >= lineEnd) return false;
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
        if (position >= lineEnd) return false;
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
            return *at >= lineEnd;
        }
        depth--;
        node = stack[depth].node;
        isArray = stack[depth].isArray;
        goto valueEnd;
    }

    static uint32_t reason(const uint8_t *line, size_t length) {
        if (std::memchr(line, 0, length)) return csimdjson_binary;
        if (!simdjson::validate_utf8(reinterpret_cast<const char *>(line), length)) return csimdjson_invalid_utf8;
        return csimdjson_malformed;
    }

    bool index(const uint8_t *bytes, size_t length) {
        return stage->stage1(bytes, length, simdjson::stage1_mode::regular) == simdjson::SUCCESS;
    }

    csimdjson_result read(
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
        const bool whole = block <= lineLimit && index(bytes, block);
        const uint32_t *position = stage->structural_indexes.get();
        size_t start = 0;
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
                    if (!walk(bytes, uint32_t(end), position, row, arena)) {
                        line.status = reason(bytes + first, last - first);
                        while (*position < end) position++;
                    }
                } else {
                    const uint32_t *alone = stage->structural_indexes.get();
                    if (!index(bytes + first, last - first)
                        || !walk(bytes + first, uint32_t(last - first), alone, row, arena))
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
        if (simdjson::get_active_implementation()->create_dom_parser_implementation(
                capacity, size_t(maximumDepth), reader->stage) != simdjson::SUCCESS)
            return nullptr;
        return reader.release();
    } catch (const std::bad_alloc &) {
        return nullptr;
    }
}

void csimdjson_reader_destroy(csimdjson_reader *reader) { delete reader; }

csimdjson_result csimdjson_read(
    csimdjson_reader *reader, const uint8_t *bytes, size_t length, csimdjson_line *lines, csimdjson_field *fields,
    size_t capacity, uint8_t *arena) {
    return reader->read(bytes, length, lines, fields, capacity, arena);
}

}
