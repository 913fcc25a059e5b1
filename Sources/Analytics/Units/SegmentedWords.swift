import CPrefetch

/// Records of a fixed number of 64-bit words, zero when new, that do not move.
///
/// Kept in segments, so that growing neither copies nor doubles the memory.
struct SegmentedWords: ~Copyable {
    let stride: Int
    /// Binary logarithm of the number of records in a segment.
    private let shift: Int
    private var segments: UnsafeMutablePointer<UnsafeMutablePointer<Int64>>
    private var segmentCapacity: Int
    private var used = 0
    private var memory: SegmentMemory
    /// Records of a segment.
    private var segmentCount: Int { 1 << shift }

    /// - Parameters:
    ///   - stride: words of a record.
    ///   - recordsPerSegment: a power of two.
    init(stride: Int, recordsPerSegment: Int = 8192) {
        self.stride = stride
        shift = recordsPerSegment.trailingZeroBitCount
        segmentCapacity = 64
        segments = .allocate(capacity: 64)
        memory = SegmentMemory(segmentBytes: stride * 8 * recordsPerSegment)
    }

    deinit { segments.deallocate() }

    var memoryBytes: Int { memory.bytes + segmentCapacity * 8 }

    /// The first word of a record that `ensure` has made.
    @inline(__always)
    func word(_ index: Int) -> UnsafeMutablePointer<Int64> {
        segments[index >> shift] + (index & (1 << shift - 1)) * stride
    }

    /// Asks for a record that will be used soon, if there is one.
    @inline(__always)
    func prefetch(_ index: Int) {
        guard index < used << shift, index >= 0 else { return }
        let record = word(index)
        cprefetch(record)
        // A record spans two or three cache lines.
        cprefetch(record + 8)
    }

    /// Records up to the last below `limit` that is not zero throughout.
    func usedCount(upTo limit: Int) -> Int {
        var count = min(limit, used << shift)
        while count > 0, (0..<stride).allSatisfy({ word(count - 1)[$0] == 0 }) { count -= 1 }
        return count
    }

    /// Writes the number of records and the first of them.
    ///
    /// - Parameter count: no more than there is room for.
    func save(_ count: Int, to writer: inout StateWriter) {
        writer.write(count)
        for first in Swift.stride(from: 0, to: count, by: segmentCount) {
            writer.write(word(first), count: min(count - first, segmentCount) * stride)
        }
    }

    /// Fills records that are zero.
    ///
    /// - Returns: how many were read.
    mutating func restore(from reader: inout StateReader, limit: Int) throws(StateError) -> Int {
        let count = try reader.readCount(upTo: limit)
        guard count <= reader.remaining / (stride * 8) else { throw .cutShort }
        ensure(count: count)
        for first in Swift.stride(from: 0, to: count, by: segmentCount) {
            try reader.read(into: word(first), count: min(count - first, segmentCount) * stride)
        }
        return count
    }

    /// Makes room for `count` records.
    @inline(__always)
    mutating func ensure(count: Int) {
        if count > used << shift { grow(to: count) }
    }

    /// Gives back the memory behind the first `count` records; what is left of the last segment keeps its words.
    mutating func truncate(to count: Int) {
        let needed = (count + segmentCount - 1) >> shift
        while used > needed {
            used -= 1
            memory.takeBackLast()
        }
    }

    /// Records there is room for.
    var capacity: Int { used << shift }

    private mutating func grow(to count: Int) {
        while count > used << shift {
            if used == segmentCapacity {
                let more = UnsafeMutablePointer<UnsafeMutablePointer<Int64>>.allocate(capacity: segmentCapacity * 2)
                more.moveInitialize(from: segments, count: used)
                segments.deallocate()
                segments = more
                segmentCapacity *= 2
            }
            let words = stride << shift
            let segment = memory.next().bindMemory(to: Int64.self, capacity: words)
            segment.initialize(repeating: 0, count: words)
            segments[used] = segment
            used += 1
        }
    }
}
