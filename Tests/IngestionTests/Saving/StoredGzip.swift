/// Gzip without compression (RFC 1951, 3.2.4; RFC 1952): for tests that need no smaller files.
enum StoredGzip {
    static func bytes(of text: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF]
        for start in stride(from: 0, to: text.count, by: 65_535) {
            let block = text[start..<min(text.count, start + 65_535)]
            let count = UInt16(block.count)
            bytes.append(start + block.count == text.count ? 1 : 0)
            for number in [count, ~count] { bytes += [UInt8(truncatingIfNeeded: number), UInt8(number >> 8)] }
            bytes += block
        }
        for number in [checksum(of: text), UInt32(truncatingIfNeeded: text.count)] {
            for byte in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * byte))) }
        }
        return bytes
    }

    /// CRC-32 of RFC 1952, section 8.
    private static func checksum(of text: [UInt8]) -> UInt32 {
        var table: [UInt32] = []
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 0 ? value >> 1 : value >> 1 ^ 0xEDB8_8320 }
            table.append(value)
        }
        var checksum = ~UInt32(0)
        for byte in text { checksum = checksum >> 8 ^ table[Int(UInt8(truncatingIfNeeded: checksum) ^ byte)] }
        return ~checksum
    }
}
