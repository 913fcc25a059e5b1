import CPrefetch

/// Where the segments of one table lie: by themselves while they are few, many together in large pages then.
///
/// A table of millions of records is looked up at random: in small pages most look-ups would walk the page table.
struct SegmentMemory: ~Copyable {
    /// Bytes taken at once when there are many.
    private static var blockBytes: Int { 2 * Int(CPREFETCH_LARGE_PAGE) }

    private let segmentBytes: Int
    private var blocks: [UnsafeMutableRawPointer] = []
    private var given = 0
    /// Bytes left at the end of the last block.
    private var left = 0

    init(segmentBytes: Int) { self.segmentBytes = segmentBytes }

    deinit {
        for block in blocks { block.deallocate() }
    }

    /// Memory for one more segment, not initialised, at a multiple of 16.
    mutating func next() -> UnsafeMutableRawPointer {
        given += segmentBytes
        if left >= segmentBytes, let block = blocks.last {
            left -= segmentBytes
            return block + (SegmentMemory.blockBytes - left - segmentBytes)
        }
        left = 0
        let isLarge = given > SegmentMemory.blockBytes && segmentBytes <= SegmentMemory.blockBytes
        if isLarge, let block = cprefetch_allocate_large(SegmentMemory.blockBytes) {
            blocks.append(block)
            left = SegmentMemory.blockBytes - segmentBytes
            return block
        }
        let segment = UnsafeMutableRawPointer.allocate(byteCount: segmentBytes, alignment: 16)
        blocks.append(segment)
        return segment
    }
}
