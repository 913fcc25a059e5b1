/// Escapes of URLs (RFC 3986 §2.1).
enum PercentEncoding {
    /// A text without its percent signs, in the group's arena where it has any; a wrong escape stays as it is.
    static func decoded(
        _ start: UnsafePointer<UInt8>, _ count: Int, plusIsSpace: Bool, _ group: RowGroup
    ) -> RawField {
        let hasEscapes =
            ByteSearch.first(0x25, or: plusIsSpace ? 0x2B : 0x25, in: start, from: 0, to: count) < count
        guard hasEscapes else {
            return RawField(start: start, length: UInt32(truncatingIfNeeded: count), kind: RawFieldKind.text)
        }
        let target = group.freeArena
        var length = 0
        var at = 0
        while at < count {
            var byte = start[at]
            if byte == 0x25, at + 2 < count, let high = TextEscapes.hexadecimal(start[at + 1]),
                let low = TextEscapes.hexadecimal(start[at + 2])
            {
                byte = high << 4 | low
                at += 2
            } else if plusIsSpace, byte == 0x2B {
                byte = 0x20
            }
            target[length] = byte
            length += 1
            at += 1
        }
        group.arenaUsed += length
        return RawField(start: target, length: UInt32(truncatingIfNeeded: length), kind: RawFieldKind.text)
    }
}
