/// Finds the ends of delimited records, which quotes may spread over several lines (RFC 4180).
struct DelimitedFraming {
    enum RecordEnd {
        /// The index behind the record's line end, or behind its last byte.
        case at(Int)
        /// A quote stays open to the end of the input.
        case incomplete
        /// A quote stays open for longer than a record may be: its first line alone is the record, and useless.
        case overlong(Int)
    }

    let delimiter: UInt8
    /// Bytes of the longest record that is read.
    let lineLimit: Int

    /// The end of the record that begins at `start`; without a line end it ends with the input.
    ///
    /// A quote counts only at the beginning of a field. Word loads reach up to 7 bytes behind `end`.
    func recordEnd(in text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> RecordEnd {
        var at = start
        let limit = start + lineLimit
        while at < end {
            at = ByteSearch.first(0x0A, or: 0x22, in: text, from: at, to: end)
            if at == end { return .at(end) }
            if text[at] == 0x0A { return .at(at + 1) }
            guard at == start || text[at - 1] == delimiter else {
                at += 1
                continue
            }
            at += 1
            while true {
                at = ByteSearch.first(0x22, in: text, from: at, to: min(end, limit))
                if at >= limit {
                    let line = ByteSearch.first(0x0A, in: text, from: start, to: end)
                    return .overlong(min(end, line + 1))
                }
                if at == end { return .incomplete }
                guard at + 1 < end, text[at + 1] == 0x22 else { break }
                at += 2
            }
            at += 1
        }
        return .at(end)
    }

    /// Bytes up to the end of the last whole record.
    func completeLength(of bytes: UnsafeRawBufferPointer) -> Int {
        guard let text = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        let lines = LineFraming.completeLength(of: bytes, limit: lineLimit)
        let firstQuote = ByteSearch.first(0x22, in: text, from: 0, to: bytes.count)
        if firstQuote >= lines { return lines }
        var complete = 0
        while complete < bytes.count {
            switch recordEnd(in: text, from: complete, to: bytes.count) {
            case .incomplete: return complete
            case .at(let end), .overlong(let end):
                guard text[end - 1] == 0x0A || end - complete > lineLimit else { return complete }
                complete = end
            }
        }
        return complete
    }
}
