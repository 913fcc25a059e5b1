import TerminalUI

/// Lines of text in aligned columns.
///
///     device       users  conversion
///     desktop     19,884       5.9 %
///     mobile      25,310       2.4 %
struct TextTable: Sendable {
    enum Alignment: Sendable { case left, right }

    private var titles: [String] = []
    private var alignments: [Alignment] = []
    private var rows: [[String]] = []

    /// Titles and cells are safe text already.
    init(_ columns: [(title: String, alignment: Alignment)]) {
        titles = columns.map(\.title)
        alignments = columns.map(\.alignment)
    }

    mutating func add(_ row: [String]) { rows.append(row) }

    /// The first column gives way where the table is wider than `width`; other left-aligned ones after it.
    func lines(width: Int, indent: Int, ellipsis: String) -> [String] {
        let all = titles.allSatisfy(\.isEmpty) ? rows : [titles] + rows
        var widths = titles.indices.map { column in
            all.map { column < $0.count ? CharacterWidth.ofText($0[column]) : 0 }.max() ?? 0
        }
        let gaps = max(0, widths.count - 1) * 2 + indent
        for column in widths.indices where alignments[column] == .left {
            let excess = widths.reduce(0, +) + gaps - width
            if excess > 0 { widths[column] = max(min(8, widths[column]), widths[column] - excess) }
        }
        return all.map { row in
            let cells = widths.indices.map { column in
                FixedWidth.fit(
                    column < row.count ? row[column] : "", widths[column], alignments[column], ellipsis: ellipsis)
            }
            return FixedWidth.trimmed(String(repeating: " ", count: indent) + cells.joined(separator: "  "))
        }
    }
}

/// Text of an exact number of cells.
enum FixedWidth {
    /// Cuts what is too long and pads what is too short.
    static func fit(_ text: String, _ width: Int, _ alignment: TextTable.Alignment, ellipsis: String) -> String {
        let cut = FixedWidth.cut(text, width, ellipsis: ellipsis)
        let padding = String(repeating: " ", count: max(0, width - CharacterWidth.ofText(cut)))
        switch alignment {
        case .left: return cut + padding
        case .right: return padding + cut
        }
    }

    /// At most `width` cells; the end of a longer text is an ellipsis.
    static func cut(_ text: String, _ width: Int, ellipsis: String) -> String {
        guard CharacterWidth.ofText(text) > width else { return text }
        var room = width - CharacterWidth.ofText(ellipsis)
        guard room >= 0 else { return "" }
        var cut = ""
        for character in text {
            room -= CharacterWidth.of(character)
            if room < 0 { break }
            cut.append(character)
        }
        return cut + ellipsis
    }

    /// Without spaces at the end.
    static func trimmed(_ line: String) -> String {
        var line = Substring(line)
        while line.last == " " { line.removeLast() }
        return String(line)
    }
}
