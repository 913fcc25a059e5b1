extension CellBuffer {
    /// Values over time as columns from zero to `maximum` (by default the highest value), oldest at the left.
    /// More values than columns are averaged together, fewer are drawn wider; values from `provisionalFrom` on are
    /// not final. Needs three rows: the columns, the axis and its labels; draws nothing in less.
    ///
    ///     of all  6 %┤▆▆▅▆▇▆▆▅▆▆▇▆▆▆▅▆▒▒ not final
    ///             0 %┴──────┬───────┬───
    ///                    12:30   13:00
    package mutating func putChart(
        _ values: [Double?], in rect: Rect, axes: ChartAxes, role: Role = .spark, provisionalFrom: Int? = nil,
        maximum: Double? = nil
    ) {
        let title = axes.title.isEmpty ? "" : axes.title + "  "
        let labelWidth = CharacterWidth.ofText(title + axes.top)
        let labels = max(labelWidth, CharacterWidth.ofText(axes.bottom))
        let noteWidth = axes.note.isEmpty ? 0 : CharacterWidth.ofText(axes.note) + 1
        let columns = rect.width - labels - 1 - noteWidth
        guard columns > 0, rect.height >= 3, !values.isEmpty else { return }
        let plot = Rect(x: rect.x + labels + 1, y: rect.y, width: columns, height: rect.height - 2)
        let scale = ChartScale(valueCount: values.count, columns: columns)

        put(title + axes.top, x: rect.x, y: rect.y, role: .dim, width: labels, alignment: .trailing)
        put(axes.bottom, x: rect.x, y: plot.maxY, role: .dim, width: labels, alignment: .trailing)
        put(axes.note, x: plot.x + min(columns, scale.columnsUsed) + 1, y: rect.y, role: .provisional)
        drawAxis(plot, ticks: axes.ticks, scale: scale)
        drawColumns(values, in: plot, scale: scale, role: role, provisionalFrom: provisionalFrom, maximum: maximum)
    }

    private mutating func drawAxis(_ plot: Rect, ticks: [ChartAxes.Tick], scale: ChartScale) {
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

    private mutating func drawColumns(
        _ values: [Double?], in plot: Rect, scale: ChartScale, role: Role, provisionalFrom: Int?, maximum: Double?
    ) {
        let top = maximum ?? values.compactMap { $0 }.filter(\.isFinite).max() ?? 0
        for column in 0..<min(plot.width, scale.columnsUsed) {
            let covered = scale.values(ofColumn: column)
            let known = values[covered].compactMap { $0 }.filter(\.isFinite)
            guard !known.isEmpty else { continue }
            let mean = known.reduce(0, +) / Double(known.count)
            let isProvisional = provisionalFrom.map { covered.lowerBound >= $0 } ?? false
            let cells = glyphs.column(fraction: top > 0 ? mean / top : 0, height: plot.height)
            for (row, piece) in cells.enumerated() where piece != " " {
                put(
                    isProvisional ? String(glyphs.provisional) : piece, x: plot.x + column, y: plot.y + row,
                    role: isProvisional ? .provisional : role)
            }
        }
    }
}
