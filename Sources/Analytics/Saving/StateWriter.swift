/// Lays values out one behind the other as bytes: numbers of fixed width with the low byte first, blocks of memory as
/// they are, on the little-endian machines this runs on. `StateReader` reads them in the same order.
package struct StateWriter {
    /// What was written so far.
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// All that was written, as it is; the writer is used up.
    package consuming func finish() -> [UInt8] { bytes }

    /// Makes room for so many bytes more, so that writing them copies nothing.
    package mutating func reserve(_ count: Int) { bytes.reserveCapacity(bytes.count + count) }

    package mutating func write(_ value: Int) { append(Int64(value).littleEndian) }
    package mutating func write(_ value: Int64) { append(value.littleEndian) }
    package mutating func write(_ value: UInt64) { append(value.littleEndian) }
    package mutating func write(_ value: Int32) { append(value.littleEndian) }
    package mutating func write(_ value: UInt32) { append(value.littleEndian) }
    package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }
    /// By its bits, so that every value comes back as it was.
    package mutating func write(_ value: Double) { write(value.bitPattern) }

    /// A flag, then the value if there is one.
    package mutating func write(_ value: Int64?) {
        write(value != nil)
        if let value { write(value) }
    }

    /// The length in bytes, then the text as UTF-8.
    package mutating func write(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            write(UInt32(truncatingIfNeeded: utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }

    /// The number of texts, then each.
    package mutating func write(_ texts: [String]) {
        write(texts.count)
        for text in texts { write(text) }
    }

    /// The number of values, then their memory. Elements with gaps between their fields would make equal values differ.
    package mutating func write<Value: BitwiseCopyable>(_ values: [Value]) {
        write(values.count)
        values.withUnsafeBytes { write(bytes: $0) }
    }

    /// Bytes as they are, without their number.
    package mutating func write(bytes block: UnsafeRawBufferPointer) {
        guard let first = block.baseAddress else { return }
        let start = first.assumingMemoryBound(to: UInt8.self)
        bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: block.count))
    }

    private mutating func append<Value: FixedWidthInteger>(_ value: Value) {
        withUnsafeBytes(of: value) { write(bytes: $0) }
    }
}
