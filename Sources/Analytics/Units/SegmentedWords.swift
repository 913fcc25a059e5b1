import CPrefetch

/// Records of a fixed number of 64-bit words, zero when new, that never move once made.
///
/// Kept in segments, so that growing neither copies nor doubles the memory.
struct SegmentedWords: ~Copyable {
    /// Records in a segment.
    private static let shift = 13
    private static let segmentCount = 1 << shift

    let stride: Int
    private var segments: UnsafeMutablePointer<UnsafeMutablePointer<Int64>>
    private var segmentCapacity: Int
    private var used = 0

    init(stride: Int) {
        self.stride = stride
        segmentCapacity = 64
        segments = .allocate(capacity: segmentCapacity)
    }

    deinit {
        for index in 0..<used { segments[index].deallocate() }
        segments.deallocate()
    }

    var memoryBytes: Int { used * SegmentedWords.segmentCount * stride * 8 + segmentCapacity * 8 }

    /// The first word of a record that `ensure` has made.
    @inline(__always)
    func word(_ index: Int) -> UnsafeMutablePointer<Int64> {
        segments[index >> SegmentedWords.shift] + (index & (SegmentedWords.segmentCount - 1)) * stride
    }

    /// Asks for a record that will be used soon, if there is one.
    @inline(__always)
    func prefetch(_ index: Int) {
        guard index < used << SegmentedWords.shift, index >= 0 else { return }
        let record = word(index)
        cprefetch(record)
        // A record spans two or three cache lines.
        cprefetch(record + 8)
    }

    /// Records up to the last below `limit` that is not zero throughout.
    func usedCount(upTo limit: Int) -> Int {
        var count = min(limit, used << SegmentedWords.shift)
        while count > 0, (0..<stride).allSatisfy({ word(count - 1)[$0] == 0 }) { count -= 1 }
        return count
    }

    /// Writes the number of records and the first of them.
    ///
    /// - Parameter count: no more than there is room for.
    func save(_ count: Int, to writer: inout StateWriter) {
        writer.write(count)
        for first in Swift.stride(from: 0, to: count, by: SegmentedWords.segmentCount) {
            writer.write(word(first), count: min(count - first, SegmentedWords.segmentCount) * stride)
        }
    }

    /// Fills records that are zero.
    ///
    /// - Returns: how many were read.
    mutating func restore(from reader: inout StateReader, limit: Int) throws(StateError) -> Int {
        let count = try reader.readCount(upTo: limit)
        guard count <= reader.remaining / (stride * 8) else { throw .cutShort }
        ensure(count: count)
        for first in Swift.stride(from: 0, to: count, by: SegmentedWords.segmentCount) {
            try reader.read(into: word(first), count: min(count - first, SegmentedWords.segmentCount) * stride)
        }
        return count
    }

    /// Makes room for `count` records.
    @inline(__always)
    mutating func ensure(count: Int) {
        if count > used << SegmentedWords.shift { grow(to: count) }
    }

    private mutating func grow(to count: Int) {
        while count > used << SegmentedWords.shift {
            if used == segmentCapacity {
                let more = UnsafeMutablePointer<UnsafeMutablePointer<Int64>>.allocate(capacity: segmentCapacity * 2)
                more.moveInitialize(from: segments, count: used)
                segments.deallocate()
                segments = more
                segmentCapacity *= 2
            }
            let words = SegmentedWords.segmentCount * stride
            let segment = UnsafeMutablePointer<Int64>.allocate(capacity: words)
            segment.initialize(repeating: 0, count: words)
            segments[used] = segment
            used += 1
        }
    }
}
