extension CellBuffer {
    /// How a chart shows its values.
    package enum ChartForm: Sendable, Hashable {
        case columns, line
    }

    /// Values over time as columns, or as one line, from zero to `maximum` (by default the highest value), oldest at the left.
    /// More values than columns are averaged together, fewer are drawn wider; values from `provisionalFrom` on are
    /// not final. Needs three rows: the columns, the axis and its labels; draws nothing in less.
    ///
    ///     of all  6 %┤▆▆▅▆▇▆▆▅▆▆▇▆▆▆▅▆▒▒ not final
    ///             0 %┴──────┬───────┬───
    ///                    12:30   13:00
    package mutating func putChart(
        _ values: [Double?], in rect: Rect, axes: ChartAxes, role: Role = .spark, provisionalFrom: Int? = nil,
        maximum: Double? = nil, form: ChartForm = .columns
    ) {
        let title = axes.title.isEmpty ? "" : axes.title + "  "
        let labelWidth = CharacterWidth.ofText(title + axes.top)
        let otherLabels = [axes.bottom] + axes.levels.map(\.label)
        let labels = otherLabels.reduce(labelWidth) { max($0, CharacterWidth.ofText($1)) }
        let noteWidth = axes.note.isEmpty ? 0 : CharacterWidth.ofText(axes.note) + 1
        let columns = rect.width - labels - 1 - noteWidth
        guard columns > 0, rect.height >= 3, !values.isEmpty else { return }
        let plot = Rect(x: rect.x + labels + 1, y: rect.y, width: columns, height: rect.height - 2)
        let scale = ChartScale(valueCount: values.count, columns: columns)

        put(title + axes.top, x: rect.x, y: rect.y, role: .dim, width: labels, alignment: .trailing)
        put(axes.bottom, x: rect.x, y: plot.maxY, role: .dim, width: labels, alignment: .trailing)
        put(axes.note, x: plot.x + min(columns, scale.columnsUsed) + 1, y: rect.y, role: .provisional)
        drawAxis(plot, ticks: axes.ticks, scale: scale)
        drawLevels(axes.levels, beside: plot, width: labels)
        let heights = scale.heights(of: values, maximum: maximum)
        let firstProvisional = provisionalFrom.map { scale.column(ofValue: max(0, $0)) } ?? plot.width
        switch form {
        case .columns: drawColumns(heights, in: plot, role: role, firstProvisional: firstProvisional)
        case .line: drawLine(heights, in: plot, role: role, firstProvisional: firstProvisional)
        }
        for mark in axes.marks where mark.index >= 0 && mark.index < values.count {
            let column = min(scale.column(ofValue: mark.index), heights.count - 1)
            guard heights.indices.contains(column), let height = heights[column] else { continue }
            let y = plot.maxY - 1 - Int(height * Double(plot.height - 1) + 0.5)
            put(mark.text, x: plot.x + column, y: y, role: mark.role, width: 1)
        }
    }

    mutating func drawLevels(_ levels: [ChartAxes.Level], beside plot: Rect, width: Int) {
        var taken: Set<Int> = [plot.y]
        for level in levels {
            let y = plot.maxY - 1 - Int(max(0, min(1, level.fraction)) * Double(plot.height - 1) + 0.5)
            guard taken.insert(y).inserted else { continue }
            put(level.label, x: plot.x - 1 - width, y: y, role: .dim, width: width, alignment: .trailing)
            fill(Rect(x: plot.x - 1, y: y, width: 1, height: 1), character: glyphs.teeLeft, role: .dim)
        }
    }

    mutating func drawAxis(_ plot: Rect, ticks: [ChartAxes.Tick], scale: ChartScale) {
        for y in plot.y..<plot.maxY {
            let piece = y == plot.y ? glyphs.teeLeft : glyphs.vertical
            fill(Rect(x: plot.x - 1, y: y, width: 1, height: 1), character: piece, role: .dim)
        }
        fill(
            Rect(x: plot.x, y: plot.maxY, width: plot.width, height: 1), character: glyphs.horizontal, role: .dim)
        fill(Rect(x: plot.x - 1, y: plot.maxY, width: 1, height: 1), character: glyphs.teeUp, role: .dim)
        var free = plot.x - 1
        for tick in ticks {
            let x = plot.x + scale.column(ofValue: tick.index)
            guard x >= plot.x, x < plot.maxX else { continue }
            fill(Rect(x: x, y: plot.maxY, width: 1, height: 1), character: glyphs.teeDown, role: .dim)
            let width = CharacterWidth.ofText(tick.label)
            let start = min(x - width / 2, plot.maxX - width)
            // Labels that would run into each other are left out; the tick stays.
            if start < free { continue }
            put(tick.label, x: start, y: plot.maxY + 1, role: .dim)
            free = start + width + 1
        }
    }

    private mutating func drawColumns(_ heights: [Double?], in plot: Rect, role: Role, firstProvisional: Int) {
        for (column, height) in heights.enumerated() {
            guard let height else { continue }
            if column >= firstProvisional {
                drawProvisional(height, x: plot.x + column, in: plot)
                continue
            }
            for (row, piece) in glyphs.column(fraction: height, height: plot.height).enumerated() where piece != " " {
                put(piece, x: plot.x + column, y: plot.y + row, role: role)
            }
        }
    }

    /// In whole cells, at least one: that it is not final shall be seen without colour.
    private mutating func drawProvisional(_ fraction: Double, x: Int, in plot: Rect) {
        guard fraction > 0 else { return }
        let cells = max(1, Int(min(1, fraction) * Double(plot.height) + 0.5))
        fill(
            Rect(x: x, y: plot.maxY - cells, width: 1, height: cells), character: glyphs.provisional, role: .provisional
        )
    }
}
