/// Memory of which most is zero: groups of it, those without anything left out.
extension StateWriter {
    fileprivate static let groupBytes = 256

    /// - Parameter memory: a whole number of 64-bit words.
    mutating func write(sparse memory: UnsafeRawBufferPointer) {
        let groups = (memory.count + StateWriter.groupBytes - 1) / StateWriter.groupBytes
        for first in stride(from: 0, to: groups, by: 64) {
            var mask: UInt64 = 0
            for group in first..<min(first + 64, groups) where !StateWriter.isZero(StateWriter.group(group, memory)) {
                mask |= 1 << UInt64(group - first)
            }
            write(mask)
            for group in first..<min(first + 64, groups) where mask & 1 << UInt64(group - first) != 0 {
                write(bytes: StateWriter.group(group, memory))
            }
        }
    }

    /// The first `count` values behind a pointer.
    mutating func write<Value: BitwiseCopyable>(_ start: UnsafePointer<Value>, count: Int) {
        write(bytes: UnsafeRawBufferPointer(UnsafeBufferPointer(start: start, count: count)))
    }

    /// The first `count` values behind a pointer, most of them zero.
    mutating func write<Value: BitwiseCopyable>(sparse start: UnsafePointer<Value>, count: Int) {
        write(sparse: UnsafeRawBufferPointer(UnsafeBufferPointer(start: start, count: count)))
    }

    private static func group(_ group: Int, _ memory: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
        let from = group * groupBytes
        return UnsafeRawBufferPointer(rebasing: memory[from..<min(from + groupBytes, memory.count)])
    }

    private static func isZero(_ group: UnsafeRawBufferPointer) -> Bool {
        typealias Line = (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
        var bits: UInt64 = 0
        var offset = 0
        while offset + 64 <= group.count {
            let line = group.loadUnaligned(fromByteOffset: offset, as: Line.self)
            bits |= line.0 | line.1 | line.2 | line.3 | line.4 | line.5 | line.6 | line.7
            offset += 64
        }
        while offset < group.count {
            bits |= group.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            offset += 8
        }
        return bits == 0
    }
}

extension StateReader {
    /// Fills memory that is zero.
    mutating func read(sparse memory: UnsafeMutableRawBufferPointer) throws(StateError) {
        let groups = (memory.count + StateWriter.groupBytes - 1) / StateWriter.groupBytes
        for first in stride(from: 0, to: groups, by: 64) {
            let mask = try readUInt64()
            for group in first..<min(first + 64, groups) where mask & 1 << UInt64(group - first) != 0 {
                let from = group * StateWriter.groupBytes
                let to = min(from + StateWriter.groupBytes, memory.count)
                try read(into: UnsafeMutableRawBufferPointer(rebasing: memory[from..<to]))
            }
        }
    }

    /// Fills `count` values behind a pointer.
    mutating func read<Value: BitwiseCopyable>(
        into start: UnsafeMutablePointer<Value>, count: Int
    ) throws(StateError) {
        try read(into: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: start, count: count)))
    }

    /// Fills `count` values behind a pointer, which are zero.
    mutating func read<Value: BitwiseCopyable>(
        sparse start: UnsafeMutablePointer<Value>, count: Int
    ) throws(StateError) {
        try read(sparse: UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(start: start, count: count)))
    }

    /// Newest places of rings.
    mutating func readHeads(into start: UnsafeMutablePointer<Int32>, count: Int) throws(StateError) {
        try read(into: start, count: count)
        for index in 0..<count {
            let head = start[index]
            try StateReader.require(head == .min || head.magnitude < 1 << 30, "a ring ends out of reach")
        }
    }

    /// Counts behind a pointer.
    mutating func readTallies(into start: UnsafeMutablePointer<Int>, count: Int) throws(StateError) {
        try read(into: start, count: count)
        for index in 0..<count {
            try StateReader.require(start[index].magnitude <= StateLimits.count, "a count is out of reach")
        }
    }
}
