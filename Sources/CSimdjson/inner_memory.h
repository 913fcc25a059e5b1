// Memory for texts that stand inside other texts: it lives until the next call of `decode` begins.
#ifndef FUNNELTOP_INNER_MEMORY_H
#define FUNNELTOP_INNER_MEMORY_H

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

namespace {

class InnerMemory {
public:
    // Throws std::bad_alloc.
    uint8_t *take(size_t length) {
        while (current < blocks.size() && blocks[current].second - used < length) {
            current++;
            used = 0;
        }
        if (current == blocks.size()) {
            const size_t size = length > blockSize ? length : blockSize;
            blocks.emplace_back(std::make_unique<uint8_t[]>(size), size);
        }
        uint8_t *const result = blocks[current].first.get() + used;
        used += length;
        return result;
    }

    void clear() {
        current = 0;
        used = 0;
    }

private:
    static constexpr size_t blockSize = 256 * 1024;
    std::vector<std::pair<std::unique_ptr<uint8_t[]>, size_t>> blocks;
    size_t current = 0;
    size_t used = 0;
};

}  // namespace

#endif
