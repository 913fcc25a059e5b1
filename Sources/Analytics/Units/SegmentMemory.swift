import CPrefetch

/// Where the segments of one table lie: by themselves while they are few, many together in large pages then.
///
/// A table of millions of records is looked up at random: in small pages most look-ups would walk the page table.
struct SegmentMemory: ~Copyable {
    /// Bytes taken at once when there are many.
    private static var blockBytes: Int { 2 * Int(CPREFETCH_LARGE_PAGE) }

    private struct Block {
        var memory: UnsafeMutableRawPointer
        /// Segments it has room for.
        var capacity: Int
    }

    private let segmentBytes: Int
    private var blocks: [Block] = []
    private var given = 0
    /// Segments given of the last block.
    private var givenOfLast = 0
    /// Taken so far: whole blocks, also where segments of the last are still to be given.
    var bytes: Int { blocks.reduce(0) { $0 + $1.capacity * segmentBytes } }

    init(segmentBytes: Int) { self.segmentBytes = segmentBytes }

    deinit {
        for block in blocks { block.memory.deallocate() }
    }

    /// Memory for one more segment, not initialised, at a multiple of 16.
    mutating func next() -> UnsafeMutableRawPointer {
        if blocks.isEmpty || givenOfLast == blocks[blocks.count - 1].capacity {
            blocks.append(newBlock())
            givenOfLast = 0
        }
        given += 1
        givenOfLast += 1
        return blocks[blocks.count - 1].memory + (givenOfLast - 1) * segmentBytes
    }

    private func newBlock() -> Block {
        let capacity = SegmentMemory.blockBytes / segmentBytes
        if capacity > 0, given >= capacity, let memory = cprefetch_allocate_large(SegmentMemory.blockBytes) {
            return Block(memory: memory, capacity: capacity)
        }
        return Block(memory: .allocate(byteCount: segmentBytes, alignment: 16), capacity: 1)
    }

    /// The segment given last is not used any more; there must be one.
    mutating func takeBackLast() {
        given -= 1
        givenOfLast -= 1
        guard givenOfLast == 0 else { return }
        blocks.removeLast().memory.deallocate()
        givenOfLast = blocks.last?.capacity ?? 0
    }
}
