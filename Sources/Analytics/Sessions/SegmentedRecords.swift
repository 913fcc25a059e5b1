import CPrefetch

/// Records of one type that do not move, all alike when new.
///
/// Kept in segments, so that growing neither copies nor doubles the memory.
struct SegmentedRecords<Record: BitwiseCopyable>: ~Copyable {
    private static var shift: Int { 10 }
    private static var segmentCount: Int { 1 << shift }

    private let fresh: Record
    private var segments: UnsafeMutablePointer<UnsafeMutablePointer<Record>>
    private var segmentCapacity = 64
    private var used = 0
    private var memory = SegmentMemory(segmentBytes: segmentCount * MemoryLayout<Record>.stride)

    /// - Parameter fresh: what a record is before anything was written to it.
    init(fresh: Record) {
        self.fresh = fresh
        segments = .allocate(capacity: segmentCapacity)
    }

    deinit { segments.deallocate() }

    var memoryBytes: Int { memory.bytes + segmentCapacity * 8 }

    /// Records there is room for.
    var capacity: Int { used << Self.shift }

    /// A record that `ensure` has made.
    @inline(__always)
    func pointer(_ index: Int) -> UnsafeMutablePointer<Record> {
        segments[index >> Self.shift] + (index & (Self.segmentCount - 1))
    }

    /// Asks for a record that will be used soon, if there is one.
    @inline(__always)
    func prefetch(_ index: Int) {
        guard index >= 0, index < capacity else { return }
        let record = UnsafeRawPointer(pointer(index))
        cprefetch(record)
        if MemoryLayout<Record>.stride > 16 { cprefetch(record + 64) }
    }

    /// Makes room for `count` records.
    @inline(__always)
    mutating func ensure(count: Int) {
        if count > capacity { grow(to: count) }
    }

    /// Gives back the memory behind the first `count` records, and makes the rest of their last segment new again.
    mutating func truncate(to count: Int) {
        let needed = (count + Self.segmentCount - 1) >> Self.shift
        while used > needed {
            used -= 1
            memory.takeBackLast()
        }
        for index in count..<max(count, capacity) { pointer(index).pointee = fresh }
    }

    /// Records up to the last below `limit` that is not as when it was made. Records without gaps between their fields
    /// can be told apart by their bytes.
    func usedCount(upTo limit: Int) -> Int {
        var count = min(limit, capacity)
        withUnsafeBytes(of: fresh) { fresh in
            while count > 0, UnsafeRawBufferPointer(start: pointer(count - 1), count: fresh.count).elementsEqual(fresh)
            {
                count -= 1
            }
        }
        return count
    }

    /// Writes the number of records and the first of them.
    ///
    /// - Parameter count: no more than there is room for.
    func save(_ count: Int, to writer: inout StateWriter) {
        writer.write(count)
        for first in stride(from: 0, to: count, by: Self.segmentCount) {
            writer.write(pointer(first), count: min(count - first, Self.segmentCount))
        }
    }

    /// - Returns: how many were read.
    mutating func restore(from reader: inout StateReader, limit: Int) throws(StateError) -> Int {
        let count = try reader.readCount(upTo: limit)
        guard count <= reader.remaining / MemoryLayout<Record>.stride else { throw .cutShort }
        ensure(count: count)
        for first in stride(from: 0, to: count, by: Self.segmentCount) {
            try reader.read(into: pointer(first), count: min(count - first, Self.segmentCount))
        }
        return count
    }

    private mutating func grow(to count: Int) {
        while count > capacity {
            if used == segmentCapacity {
                let more = UnsafeMutablePointer<UnsafeMutablePointer<Record>>.allocate(capacity: segmentCapacity * 2)
                more.moveInitialize(from: segments, count: used)
                segments.deallocate()
                segments = more
                segmentCapacity *= 2
            }
            let segment = memory.next().bindMemory(to: Record.self, capacity: Self.segmentCount)
            segment.initialize(repeating: fresh, count: Self.segmentCount)
            segments[used] = segment
            used += 1
        }
    }
}

extension SegmentedRecords<Int32> {
    /// The other way round, where every record is the slot of its owner, or below 0: by slot, whose it is.
    ///
    /// - Complexity: O(records).
    func owners(ofSlots count: Int) -> [Int32] {
        var owners = [Int32](repeating: -1, count: count)
        for owner in 0..<capacity where pointer(owner).pointee >= 0 {
            owners[Int(pointer(owner).pointee)] = Int32(owner)
        }
        return owners
    }
}
