/// The columns of an extended log file, as a `#Fields:` line names them, and what of them goes where in a row.
struct W3CLayout {
    enum Use {
        case plain
        /// Blanks are written as `+` or `%20`.
        case agent
    }

    struct Wanted {
        var column: Int
        var use: Use
        var places: [Int]
    }

    let columns: [String]
    private(set) var wanted: [Wanted] = []
    /// The column of the query, when parameters of it are wanted.
    private(set) var query: Int?
    private(set) var queries = QueryParameters()
    /// The column whose values show that rows are of this layout.
    let status: Int?

    /// Names that access logs of every kind share, and the columns that hold what they mean.
    static let aliases: [(name: String, columns: [String])] = [
        ("ip", ["c-ip"]), ("auth", ["cs-username"]), ("host", ["cs-host", "cs(Host)", "x-host-header"]),
        ("method", ["cs-method"]), ("path", ["cs-uri-stem"]), ("status", ["sc-status"]), ("bytes", ["sc-bytes"]),
        ("protocol", ["cs-version", "cs-protocol-version"]), ("referrer", ["cs(Referer)", "cs(Referrer)"]),
        ("agent", ["cs(User-Agent)"]), ("duration", ["time-taken"]),
    ]
    static let agent = "cs(User-Agent)"

    /// - Parameter paths: of the row's places.
    init(columns: [String], paths: [String]) {
        self.columns = columns
        status = columns.firstIndex(of: "sc-status")
        for (place, path) in paths.enumerated() {
            if let column = W3CLayout.column(path, columns), column < FieldSplitter.capacity {
                if let index = wanted.firstIndex(where: { $0.column == column }) {
                    wanted[index].places.append(place)
                } else {
                    let use = columns[column] == W3CLayout.agent ? Use.agent : .plain
                    wanted.append(Wanted(column: column, use: use, places: [place]))
                }
            } else if !columns.contains(path) {
                queries.add(path: path, place: place)
            }
        }
        query = queries.isEmpty ? nil : columns.firstIndex(of: "cs-uri-query")
    }

    /// The columns that a line names; nil when it is not a `#Fields:` line.
    static func columns(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> [String]? {
        let mark: StaticString = "#Fields:"
        guard end - start > 8, (0..<8).allSatisfy({ text[start + $0] == mark.utf8Start[$0] }) else { return nil }
        let names = UnsafeBufferPointer(start: text + start + 8, count: end - start - 8)
            .split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        return names.isEmpty ? nil : names.map { String(decoding: $0, as: UTF8.self) }
    }

    private static func column(_ path: String, _ columns: [String]) -> Int? {
        if let exact = columns.firstIndex(of: path) { return exact }
        guard let alias = aliases.first(where: { $0.name == path }) else { return nil }
        return alias.columns.lazy.compactMap { columns.firstIndex(of: $0) }.first
    }
}
