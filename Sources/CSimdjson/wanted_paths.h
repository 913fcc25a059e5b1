// The wanted paths as a tree of tables of keys.
#ifndef FUNNELTOP_WANTED_PATHS_H
#define FUNNELTOP_WANTED_PATHS_H

#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

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
    uint64_t lastWord = 0;  // the last 8 bytes of a key of more than 8
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
    uint64_t lengths = 0;  // bit n: there is a key of n bytes; bit 63: of 63 or more

    bool mayHold(uint32_t length) const { return lengths >> (length < 63 ? length : 63) & 1; }

    static size_t place(uint64_t word, uint32_t length, size_t mask) {
        return size_t(((word ^ length) * 0x9E3779B97F4A7C15ull) >> 40) & mask;
    }

    Entry *find(const uint8_t *key, uint32_t length, uint64_t word) {
        const size_t mask = entries.size() - 1;
        for (size_t at = place(word, length, mask);; at = (at + 1) & mask) {
            Entry &entry = entries[at];
            if (!entry.used) return nullptr;
            if (entry.word == word && entry.length == length) {
                if (length <= 8) return &entry;
                const bool isEqual = entry.lastWord == loadWord(key + length - 8)
                    && (length <= 16 || std::memcmp(entry.key.data() + 8, key + 8, length - 16) == 0);
                if (isEqual) return &entry;
            }
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
        if (length > 8) entry.lastWord = loadWord(bytes + length - 8);
        entry.key = std::string(key);
        count += 1;
        lengths |= uint64_t(1) << (length < 63 ? length : 63);
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

}  // namespace

#endif
