/// Reads what a `StateWriter` has written, in the same order. Trusts nothing: no count makes memory that the bytes at
/// hand could not fill, and every text is repaired to UTF-8.
package struct StateReader {
    private let bytes: [UInt8]
    private var offset: Int

    /// - Parameter offset: where to begin.
    package init(_ bytes: [UInt8], from offset: Int = 0) {
        self.bytes = bytes
        self.offset = max(0, min(offset, bytes.count))
    }

    /// Bytes that are still to be read.
    package var remaining: Int { bytes.count - offset }

    /// Everything was read.
    package var isAtEnd: Bool { remaining == 0 }

    package mutating func readInt() throws(StateError) -> Int { Int(try readInt64()) }
    package mutating func readInt64() throws(StateError) -> Int64 { Int64(littleEndian: try load()) }
    package mutating func readUInt64() throws(StateError) -> UInt64 { UInt64(littleEndian: try load()) }
    package mutating func readInt32() throws(StateError) -> Int32 { Int32(littleEndian: try load()) }
    package mutating func readUInt32() throws(StateError) -> UInt32 { UInt32(littleEndian: try load()) }
    package mutating func readDouble() throws(StateError) -> Double { Double(bitPattern: try readUInt64()) }

    package mutating func readBool() throws(StateError) -> Bool {
        switch try load() as UInt8 {
        case 0: false
        case 1: true
        default: throw .invalid("a flag is neither set nor clear")
        }
    }

    package mutating func readOptionalInt64() throws(StateError) -> Int64? {
        try readBool() ? try readInt64() : nil
    }

    /// - Parameter limit: bytes at most.
    package mutating func readString(limit: Int) throws(StateError) -> String {
        let count = Int(try readUInt32())
        if count > limit { throw .invalid("a text of \(count) bytes is too long") }
        if count > remaining { throw .cutShort }
        defer { offset += count }
        return String(decoding: bytes[offset..<offset + count], as: UTF8.self)
    }

    /// - Parameters:
    ///   - count: texts at most.
    ///   - limit: bytes of each at most.
    package mutating func readStrings(count: Int, limit: Int) throws(StateError) -> [String] {
        let count = try readCount(upTo: count)
        var texts: [String] = []
        for _ in 0..<count { texts.append(try readString(limit: limit)) }
        return texts
    }

    /// A number of things from 0 to `limit`.
    package mutating func readCount(upTo limit: Int) throws(StateError) -> Int {
        let count = try readInt()
        if count < 0 || count > limit { throw .invalid("there cannot be \(count) of something") }
        return count
    }

    /// - Parameter limit: values at most.
    package mutating func readArray<Value: BitwiseCopyable>(
        of type: Value.Type, limit: Int
    ) throws(StateError) -> [Value] {
        let count = try readCount(upTo: limit)
        return try readArray(of: type, count: count)
    }

    /// Values whose number was not written.
    package mutating func readArray<Value: BitwiseCopyable>(
        of type: Value.Type, count: Int
    ) throws(StateError) -> [Value] {
        let stride = MemoryLayout<Value>.stride
        if count < 0 || count > remaining / stride { throw .cutShort }
        let values = [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
            copy(to: UnsafeMutableRawBufferPointer(start: buffer.baseAddress, count: count * stride))
            initialized = count
        }
        offset += count * stride
        return values
    }

    /// Fills memory with the bytes that come next.
    package mutating func read(into target: UnsafeMutableRawBufferPointer) throws(StateError) {
        if target.count > remaining { throw .cutShort }
        copy(to: target)
        offset += target.count
    }

    private func copy(to target: UnsafeMutableRawBufferPointer) {
        bytes.withUnsafeBytes { source in
            target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + target.count]))
        }
    }

    private mutating func load<Value: FixedWidthInteger & BitwiseCopyable>() throws(StateError) -> Value {
        let width = MemoryLayout<Value>.size
        if width > remaining { throw .cutShort }
        defer { offset += width }
        return bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: Value.self) }
    }
}
