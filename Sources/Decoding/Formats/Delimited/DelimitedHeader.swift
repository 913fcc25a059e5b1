/// Knows the row of names of delimited text when it comes again.
struct DelimitedHeader {
    private let names: [[[UInt8]]]
    private let delimiter: UInt8
    private let first: UInt8
    /// Of the second name, which begins the row where the rows have names of their own.
    private let second: UInt8

    init(columns: [String], delimiter: UInt8) {
        names = HeaderRow.spellings(columns)
        self.delimiter = delimiter
        first = names.first?.first?.first ?? 0
        second = columns.first == "row" ? names.dropFirst().first?.first?.first ?? 0 : first
    }

    /// False for almost every row, at the cost of a few comparisons.
    @inline(__always)
    func mayBegin(with byte: UInt8) -> Bool {
        byte == first || byte == second || byte == 0x22 || byte == 0x20 || byte == 0x23 || byte | 0x20 == 0x73
            || byte == delimiter
    }

    /// The index behind the row that begins at `start`, when it is one of names or names the delimiter.
    func end(of text: UnsafePointer<UInt8>, from start: Int, to end: Int, _ framing: DelimitedFraming) -> Int? {
        if text[start] | 0x20 == 0x73 {
            let line = ByteSearch.first(0x0A, in: text, from: start, to: min(end, start + 8))
            let last = line > start && text[line - 1] == 0x0D ? line - 1 : line
            if DelimitedSample.namedDelimiter(text, start, last) != nil, line == end || text[line] == 0x0A {
                return min(end, line + 1)
            }
        }
        guard beginsWithName(text, start, end), case .at(let next) = framing.recordEnd(in: text, from: start, to: end)
        else { return nil }
        let record = Array(UnsafeBufferPointer(start: text + start, count: next - start))
        var fields = DelimitedSample.split(record[...], delimiter).map { Array(HeaderRow.trimmed($0).utf8) }
        if fields[0].first == 0x23 { fields[0] = Array(fields[0].dropFirst().drop { $0 == 0x20 }) }
        let isHeader = HeaderRow.isAgain(fields: fields.count, columns: names.count) { field, column in
            names[column].contains(fields[field])
        }
        return isHeader ? next : nil
    }

    /// Whether the first field is the first name, or the second where rows have names of their own.
    private func beginsWithName(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        while at < end, text[at] == 0x20 || text[at] == 0x22 || text[at] == 0x23 { at += 1 }
        return names.prefix(2).contains { spellings in
            spellings.contains { name in
                guard end - at >= name.count, name.indices.allSatisfy({ text[at + $0] == name[$0] }) else {
                    return false
                }
                guard at + name.count < end else { return true }
                let next = text[at + name.count]
                return next == delimiter || next == 0x22 || next == 0x20 || next == 0x0A || next == 0x0D
            }
        }
    }
}
