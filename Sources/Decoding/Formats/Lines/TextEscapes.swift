/// Undoes the escapes of quoted texts, into memory of the caller.
enum TextEscapes {
    /// Writes a quoted text without its backslashes to `target`, which has room for `count` bytes; `\n`, `\t`, `\r`, `\uXXXX` (in
    /// pairs beyond U+FFFF) are understood, every other character behind a backslash stands for itself.
    ///
    /// - Returns: Bytes written, never more than `count`.
    static func backslashDecoded(
        _ start: UnsafePointer<UInt8>, _ count: Int, to target: UnsafeMutablePointer<UInt8>
    ) -> Int {
        var length = 0
        var at = 0
        while at < count {
            var byte = start[at]
            at += 1
            if byte == 0x5C, at < count {
                byte = start[at]
                at += 1
                switch byte {
                case 0x6E: byte = 0x0A
                case 0x74: byte = 0x09
                case 0x72: byte = 0x0D
                case 0x75:
                    if let scalar = scalar(start, &at, count) {
                        for unit in String(Character(scalar)).utf8 {
                            target[length] = unit
                            length += 1
                        }
                        continue
                    }
                default: break
                }
            }
            target[length] = byte
            length += 1
        }
        return length
    }

    /// The character whose digits stand at `at`; half a pair alone becomes U+FFFD.
    private static func scalar(_ text: UnsafePointer<UInt8>, _ at: inout Int, _ count: Int) -> Unicode.Scalar? {
        guard let first = unit(text, at, count) else { return nil }
        at += 4
        guard first & 0xFC00 == 0xD800 else { return Unicode.Scalar(first) ?? "\u{FFFD}" }
        guard at + 1 < count, text[at] == 0x5C, text[at + 1] == 0x75, let second = unit(text, at + 2, count),
            second & 0xFC00 == 0xDC00
        else { return "\u{FFFD}" }
        at += 6
        return Unicode.Scalar(0x10000 + (first & 0x3FF) << 10 + second & 0x3FF) ?? "\u{FFFD}"
    }

    private static func unit(_ text: UnsafePointer<UInt8>, _ at: Int, _ count: Int) -> UInt32? {
        guard at + 4 <= count else { return nil }
        var value: UInt32 = 0
        for index in at..<at + 4 {
            guard let digit = hexadecimal(text[index]) else { return nil }
            value = value << 4 | UInt32(digit)
        }
        return value
    }

    /// The value of a hexadecimal digit.
    static func hexadecimal(_ byte: UInt8) -> UInt8? {
        if byte &- 0x30 < 10 { return byte &- 0x30 }
        let letter = (byte | 0x20) &- 0x61
        return letter < 6 ? letter + 10 : nil
    }
}
