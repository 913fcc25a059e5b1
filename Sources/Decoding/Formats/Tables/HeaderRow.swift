/// The row of names of a table: what its columns are called, and which rows are that row again.
enum HeaderRow {
    /// Names for `width` columns: without spaces around them, those without a name called `columnN`, and of two of one name the
    /// second called `name.2`.
    static func names(_ row: [String], width: Int) -> [String] {
        var names: [String] = []
        for index in 0..<max(width, row.count) {
            var name = index < row.count ? trimmed(row[index]) : ""
            if index == 0, name.hasPrefix("#") { name = trimmed(String(name.dropFirst())) }
            if name.isEmpty { name = "column\(index + 1)" }
            names.append(unique(name, among: names))
        }
        return names
    }

    private static func unique(_ name: String, among names: [String]) -> String {
        guard names.contains(name) else { return name }
        var number = 2
        while names.contains("\(name).\(number)") { number += 1 }
        return "\(name).\(number)"
    }

    static func trimmed(_ text: String) -> String {
        let start = text.drop { $0 == " " || $0 == "\u{FEFF}" }
        return String(start.reversed().drop { $0 == " " }.reversed())
    }

    /// Whether the first row of a table holds names.
    ///
    /// The times tell: where a column holds times below the first row, that row is names if its own field is none. Otherwise
    /// names are not numbers, and none of them is a time.
    static func isFirst(of rows: [[String]]) -> Bool {
        guard let first = rows.first else { return false }
        let others = rows.dropFirst().prefix(200)
        var columns = FieldSampler()
        var firstRow = FieldSampler()
        for row in others {
            for (index, value) in row.enumerated() where !value.isEmpty {
                columns.add(path: "\(index)", kind: .text, text: value)
            }
        }
        for (index, value) in first.enumerated() where !value.isEmpty {
            firstRow.add(path: "\(index)", kind: .text, text: value)
        }
        let times = first.indices.filter { columns.holdsTimes(path: "\($0)") && !first[$0].isEmpty }
        if !times.isEmpty {
            return times.allSatisfy { !firstRow.holdsTimes(path: "\($0)") && Double(first[$0]) == nil }
        }
        let named = first.filter { !$0.isEmpty }
        guard named.count * 2 > first.count, named.allSatisfy({ Double($0) == nil }) else { return false }
        return first.indices.allSatisfy { !firstRow.holdsTimes(path: "\($0)") }
    }

    /// Names for rows that have one field more: rows may have names of their own, all different, as R writes them.
    static func withRowNames(_ names: [String], over rows: some Sequence<[String]>, width: Int) -> [String] {
        guard names.count + 1 == width else { return names }
        let ids = rows.filter { $0.count >= width }.map { $0[0] }
        return ids.count > 1 && Set(ids).count == ids.count ? ["row"] + names : names
    }

    /// The columns that a row of names has a name for: without the rows' own names and `columnN`.
    static func named(_ columns: [String]) -> [String] {
        (columns.first == "row" ? columns.dropFirst() : columns[...]).filter { !isUnnamed($0) }
    }

    /// A column without a name was called so.
    static func isUnnamed(_ name: String) -> Bool { name.hasPrefix("column") && Int(name.dropFirst(6)) != nil }

    /// The names as they may stand in the data again: `name.2` once more as `name`, `columnN` as nothing.
    static func spellings(_ columns: [String]) -> [[[UInt8]]] {
        columns.map { name in
            var spellings = [name]
            if let dot = name.lastIndex(of: "."), Int(name[name.index(after: dot)...]) != nil {
                spellings.append(String(name[..<dot]))
            }
            if isUnnamed(name) { spellings.append("") }
            return spellings.map { Array($0.utf8) }
        }
    }

    /// Whether a row is the row of names again: every field is a column's name, in order; columns without a name are passed over.
    static func isAgain(fields: Int, columns: Int, _ matches: (_ field: Int, _ column: Int) -> Bool) -> Bool {
        var column = 0
        for field in 0..<fields {
            while column < columns, !matches(field, column) { column += 1 }
            if column == columns || field == 0 && column > 1 { return false }
            column += 1
        }
        return fields * 2 > columns
    }
}
