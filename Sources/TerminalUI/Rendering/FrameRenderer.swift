/// Turns a frame into text for files, tests and terminals without curses.
package enum FrameRenderer {
    /// The rows joined by newlines, without spaces at their ends and without a last newline.
    package static func text(_ buffer: CellBuffer) -> String {
        rows(of: buffer).map { row in
            var line = ""
            for cell in row where cell.widthInCells > 0 { line.append(cell.character) }
            while line.last == " " { line.removeLast() }
            return line
        }.joined(separator: "\n")
    }

    /// The rows with escape sequences for colours and attributes; every row ends with them reset and a newline.
    package static func ansi(_ buffer: CellBuffer, theme: Theme, depth: ColorDepth) -> String {
        var output = ""
        for row in rows(of: buffer) {
            var current = TextStyle()
            for cell in withoutInvisibleEnd(row, theme: theme, depth: depth) where cell.widthInCells > 0 {
                let style = theme.style(of: cell.role, depth: depth)
                if style != current {
                    output += escapeSequence(for: style)
                    current = style
                }
                output.append(cell.character)
            }
            if current != TextStyle() { output += "\u{1B}[0m" }
            output += "\n"
        }
        return output
    }

    static func rows(of buffer: CellBuffer) -> [ArraySlice<Cell>] {
        (0..<buffer.height).map { buffer.cells[$0 * buffer.width..<($0 + 1) * buffer.width] }
    }

    private static func withoutInvisibleEnd(
        _ row: ArraySlice<Cell>, theme: Theme, depth: ColorDepth
    ) -> ArraySlice<Cell> {
        var row = row
        while let last = row.last, last.character == " ", last.widthInCells == 1,
            theme.style(of: last.role, depth: depth).isInvisibleWhenBlank
        {
            row.removeLast()
        }
        return row
    }

    private static func escapeSequence(for style: TextStyle) -> String {
        var codes = ["0"]
        let attributes: [(TextAttributes, String)] = [
            (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
        ]
        codes += attributes.filter { style.attributes.contains($0.0) }.map(\.1)
        codes += code(for: style.foreground, normal: 30, bright: 90, extended: "38")
        codes += code(for: style.background, normal: 40, bright: 100, extended: "48")
        return "\u{1B}[" + codes.joined(separator: ";") + "m"
    }

    private static func code(for color: ThemeColor, normal: Int, bright: Int, extended: String) -> [String] {
        switch color {
        case .terminalDefault: []
        case .named(let number): [String(number < 8 ? normal + Int(number) : bright + Int(number) - 8)]
        case .indexed(let index): [extended, "5", String(index)]
        case .rgb(let rgb): [extended, "2", String(rgb.red), String(rgb.green), String(rgb.blue)]
        }
    }
}
