/// Knows the rows of delimited text that name the columns of what follows: the same as before, others, fewer, or in another
/// order.
struct DelimitedNames {
    private let columns: [String]
    /// Of the columns, and of what else is wanted of the data.
    private let known: Set<String>
    /// Columns without which no row is an event.
    private let required: [String]
    private let delimiter: UInt8
    /// The known names by their first byte.
    private let spellings: [[[UInt8]]]
    /// For each byte whether a row of names may begin with it.
    private let mayBegin: [Bool]

    init(columns: [String], wanted: [String], required: [String], delimiter: UInt8) {
        self.columns = columns
        self.required = required.filter { columns.contains($0) }
        self.delimiter = delimiter
        known = Set(HeaderRow.spellings(columns + wanted).joined().map { String(decoding: $0, as: UTF8.self) })
            .subtracting([""])
        var spellings: [[[UInt8]]] = Array(repeating: [], count: 256)
        for name in known.sorted().map({ Array($0.utf8) }) { spellings[Int(name[0])].append(name) }
        self.spellings = spellings
        let marks = Set("\" #\u{FEFF}".utf8)
        mayBegin = (0..<256).map { !spellings[$0].isEmpty || marks.contains(UInt8($0)) }
    }

    /// The columns that a row names; nil for a row of data.
    ///
    /// All that make an event are named, or most fields are known names and none begins with a digit, as times do.
    func columns(namedBy row: [String]) -> [String]? {
        let names = HeaderRow.names(row, width: 0)
        let count = names.count { known.contains($0) }
        guard count >= min(2, columns.count) else { return nil }
        let isWhole = !required.isEmpty && required.allSatisfy { names.contains($0) }
        guard isWhole || count * 2 > row.count && !row.contains(where: { $0.first?.isNumber ?? false }) else {
            return nil
        }
        // As the schema's columns were named: rows may have names of their own, and more fields than there are names.
        let rowNames = columns.first == "row" && names.first != "row" ? ["row"] : []
        let usual = HeaderRow.names(rowNames + row, width: columns.count)
        if usual == columns { return columns }
        let unnamed = columns.reversed().prefix { HeaderRow.isUnnamed($0) }.count
        return HeaderRow.names(rowNames + row, width: rowNames.count + row.count + unnamed)
    }

    /// The same for the record at `start`.
    func columns(
        namedBy text: UnsafePointer<UInt8>, from start: Int, to end: Int, _ framing: DelimitedFraming
    ) -> [String]? {
        guard case .at(let next) = framing.recordEnd(in: text, from: start, to: end), next - start <= framing.lineLimit
        else { return nil }
        let record = Array(UnsafeBufferPointer(start: text + start, count: next - start))
        return columns(namedBy: DelimitedSample.split(withoutMark(record[...]), delimiter))
    }

    /// Where the first row of names stands behind the first record; nil where there is none.
    ///
    /// Looks only at lines that begin with a known name, so that rows of data cost little.
    func next(
        in text: UnsafePointer<UInt8>, to end: Int, _ framing: DelimitedFraming, passesUsual: Bool
    ) -> Int? {
        // Behind rows of other columns the usual ones are news.
        let passesUsual = passesUsual && (columns(namedBy: text, from: 0, to: end, framing) ?? columns) == columns
        return mayBegin.withUnsafeBufferPointer { mayBegin in
            var at = ByteSearch.first(0x0A, in: text, from: 0, to: end) + 1
            while at < end {
                if mayBegin[Int(text[at])], beginsWithName(text, at, end),
                    let named = columns(namedBy: text, from: at, to: end, framing), !passesUsual || named != columns,
                    isRecord(at, in: text, to: end, framing)
                {
                    return at
                }
                at = ByteSearch.first(0x0A, in: text, from: at, to: end) + 1
            }
            return nil
        }
    }

    private func beginsWithName(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var at = start
        if end - at > 3, text[at] == 0xEF, text[at + 1] == 0xBB, text[at + 2] == 0xBF { at += 3 }
        while at < end, text[at] == 0x20 || text[at] == 0x22 || text[at] == 0x23 { at += 1 }
        guard at < end else { return false }
        return spellings[Int(text[at])].contains { name in
            guard end - at > name.count, name.indices.allSatisfy({ text[at + $0] == name[$0] }) else { return false }
            let next = text[at + name.count]
            return next == delimiter || next == 0x22 || next == 0x20 || next == 0x0A || next == 0x0D
        }
    }

    /// Whether a line begins a record and is not part of a quoted text.
    private func isRecord(_ line: Int, in text: UnsafePointer<UInt8>, to end: Int, _ framing: DelimitedFraming) -> Bool
    {
        guard ByteSearch.first(0x22, in: text, from: 0, to: line) < line else { return true }
        var at = 0
        while at < line {
            switch framing.recordEnd(in: text, from: at, to: end) {
            case .at(let next), .overlong(let next): at = next
            case .incomplete: return false
            }
        }
        return at == line
    }

    private func withoutMark(_ record: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        record.starts(with: [0xEF, 0xBB, 0xBF]) ? record.dropFirst(3) : record
    }
}
