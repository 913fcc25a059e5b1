extension FrameRenderer {
    /// A picture of the frame with the theme's colours. Text stands on an exact grid; blocks and box lines are drawn,
    /// so that they meet whatever the font.
    package static func svg(_ buffer: CellBuffer, theme: Theme) -> String {
        var drawing = SVGDrawing(width: buffer.width, height: buffer.height, theme: theme)
        for (y, row) in rows(of: buffer).enumerated() { drawing.add(row, y: y) }
        return drawing.document
    }
}

/// Collects the elements of a picture; lengths in pixels.
private struct SVGDrawing {
    private static let cellWidth = 9.0
    private static let cellHeight = 19.0
    private static let baseline = 14.0
    private static let margin = 12.0
    private static let fonts =
        "ui-monospace, 'JetBrains Mono', 'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"

    private let width: Int
    private let height: Int
    private let theme: Theme
    private let foreground: ThemeColor.RGB
    private let backdrop: ThemeColor.RGB
    private var backgrounds = ""
    private var shapes = ""
    private var texts = ""

    init(width: Int, height: Int, theme: Theme) {
        self.width = width
        self.height = height
        self.theme = theme
        let style = theme.style(of: .text, depth: .trueColor)
        // A terminal's own colours are not known here: light grey on nearly black is what most have.
        foreground = style.foreground.rgb ?? ThemeColor.RGB(0xD0, 0xD4, 0xDA)
        backdrop = theme.backdrop.full.background.rgb ?? ThemeColor.RGB(0x16, 0x18, 0x1D)
    }

    var document: String {
        let full = (
            width: number(Double(width) * Self.cellWidth + 2 * Self.margin),
            height: number(Double(height) * Self.cellHeight + 2 * Self.margin)
        )
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(full.width)" height="\(full.height)" \
            viewBox="0 0 \(full.width) \(full.height)" font-family="\(Self.fonts)" font-size="15">
            <rect width="\(full.width)" height="\(full.height)" rx="8" fill="\(backdrop.hex)"/>
            <g transform="translate(\(number(Self.margin)) \(number(Self.margin)))">
            \(backgrounds)\(shapes)\(texts)</g>
            </svg>

            """
    }

    mutating func add(_ row: ArraySlice<Cell>, y: Int) {
        var x = row.startIndex
        while x < row.endIndex {
            let style = theme.style(of: row[x].role, depth: .trueColor)
            var end = x + 1
            while end < row.endIndex, row[end].widthInCells == 0 || row[end].role == row[x].role { end += 1 }
            add(run: row[x..<end], x: x - row.startIndex, y: y, style: style)
            x = end
        }
    }

    private mutating func add(run: ArraySlice<Cell>, x: Int, y: Int, style: TextStyle) {
        var ink = style.foreground.rgb ?? foreground
        var behind = style.background.rgb ?? backdrop
        if style.attributes.contains(.reverse) { swap(&ink, &behind) }
        if behind != backdrop {
            let place = "x=\"\(left(x))\" y=\"\(top(y))\""
            backgrounds +=
                "<rect \(place) width=\"\(number(Double(run.count) * Self.cellWidth))\" "
                + "height=\"\(number(Self.cellHeight))\" fill=\"\(behind.hex)\"/>\n"
        }
        let paint = ink.hex + (style.attributes.contains(.dim) ? "\" opacity=\"0.6" : "")
        var column = run.startIndex
        while column < run.endIndex {
            let here = x + column - run.startIndex
            let piece = CellShape(run[column].character)
            var end = column + 1
            if let piece {
                while end < run.endIndex, piece.joinsItself, run[end].character == run[column].character { end += 1 }
                add(piece, x: here, y: y, count: end - column, paint: paint)
            } else if run[column].character != " ", run[column].widthInCells > 0 {
                end = Self.endOfWords(in: run, from: column)
                add(words: run[column..<end], x: here, y: y, paint: paint, attributes: style.attributes)
            }
            column = end
        }
    }

    /// Up to two spaces or a drawn character: longer gaps would depend on how a viewer treats spaces.
    private static func endOfWords(in run: ArraySlice<Cell>, from start: Int) -> Int {
        var end = start + 1
        while end < run.endIndex {
            let cell = run[end]
            if CellShape(cell.character) != nil { break }
            let isGap = cell.character == " " && cell.widthInCells == 1
            if isGap, end + 1 >= run.endIndex || run[end + 1].character == " " && run[end + 1].widthInCells == 1 {
                break
            }
            if isGap, CellShape(run[end + 1].character) != nil { break }
            end += 1
        }
        return end
    }

    private mutating func add(
        words: ArraySlice<Cell>, x: Int, y: Int, paint: String, attributes: TextAttributes
    ) {
        var text = ""
        for cell in words where cell.widthInCells > 0 { text += Self.escaped(cell.character) }
        var look = ""
        if attributes.contains(.bold) { look += " font-weight=\"bold\"" }
        if attributes.contains(.italic) { look += " font-style=\"italic\"" }
        if attributes.contains(.underline) { look += " text-decoration=\"underline\"" }
        let length = number(Double(words.count) * Self.cellWidth)
        texts +=
            "<text x=\"\(left(x))\" y=\"\(number(Double(y) * Self.cellHeight + Self.baseline))\" "
            + "textLength=\"\(length)\" lengthAdjust=\"spacingAndGlyphs\" fill=\"\(paint)\"\(look)>\(text)</text>\n"
    }

    private mutating func add(_ shape: CellShape, x: Int, y: Int, count: Int, paint: String) {
        let width = Self.cellWidth
        let height = Self.cellHeight
        switch shape {
        case .block(let block):
            let total = count > 1 ? Double(count) * width : width * block.width
            let fade = block.density < 1 ? " fill-opacity=\"\(block.density)\"" : ""
            shapes +=
                "<rect x=\"\(number(Double(x) * width + width * block.x))\" "
                + "y=\"\(number(Double(y) * height + height * block.y))\" width=\"\(number(total))\" "
                + "height=\"\(number(height * block.height))\" fill=\"\(paint)\"\(fade)/>\n"
        case .lines(let arms, let isRounded):
            let from = Double(x) * width
            let to = from + Double(count) * width
            let middle = (x: from + width / 2, y: Double(y) * height + height / 2)
            var path = ""
            if isRounded {
                let side = arms.contains(.left) ? from : to
                let end = arms.contains(.up) ? Double(y) * height : Double(y + 1) * height
                path =
                    "M\(number(side)) \(number(middle.y))Q\(number(middle.x)) \(number(middle.y)) "
                    + "\(number(middle.x)) \(number(end))"
            } else {
                if !arms.isDisjoint(with: [.left, .right]) {
                    let start = arms.contains(.left) ? from : middle.x
                    let end = arms.contains(.right) ? to : middle.x
                    path += "M\(number(start)) \(number(middle.y))H\(number(end))"
                }
                if !arms.isDisjoint(with: [.up, .down]) {
                    let start = arms.contains(.up) ? Double(y) * height : middle.y
                    let end = arms.contains(.down) ? Double(y + 1) * height : middle.y
                    path += "M\(number(middle.x)) \(number(start))V\(number(end))"
                }
            }
            shapes += "<path d=\"\(path)\" fill=\"none\" stroke=\"\(paint)\"/>\n"
        }
    }

    private func left(_ x: Int) -> String { number(Double(x) * Self.cellWidth) }

    private func top(_ y: Int) -> String { number(Double(y) * Self.cellHeight) }

    private func number(_ value: Double) -> String {
        let text = "\(value)"
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }

    private static func escaped(_ character: Character) -> String {
        switch character {
        case "<": "&lt;"
        case ">": "&gt;"
        case "&": "&amp;"
        case "\"": "&quot;"
        default: String(character)
        }
    }
}
