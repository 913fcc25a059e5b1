extension CellBuffer {
    /// Intervals over time, one column each and oldest at the left, the estimate marked inside; a line at zero where
    /// `scale` contains it. What lies beyond the scale is cut off at its ends; `nil` leaves the column blank.
    ///
    /// Values that outnumber the columns are thinned, fewer are drawn wider. `axes.top` and `axes.bottom` stand at the
    /// first and last row of the plot. Needs three rows with the axis and its labels; draws nothing in less.
    ///
    ///     +40 ┤░░░
    ///         │•••░░░░░░
    ///       0 ┼░░░••••••─────
    ///     −20 ┴────┬─────────
    package mutating func putBand(
        _ points: [BandPoint?], scale: ClosedRange<Double>, in rect: Rect, axes: ChartAxes, role: Role = .spark
    ) {
        let zero = "0"
        let labels = ([axes.top, axes.bottom] + axes.levels.map(\.label)).reduce(1) {
            max($0, CharacterWidth.ofText($1))
        }
        let columns = rect.width - labels - 1
        guard columns > 0, rect.height >= 3, !points.isEmpty else { return }
        let plot = Rect(x: rect.x + labels + 1, y: rect.y, width: columns, height: rect.height - 2)
        let across = ChartScale(valueCount: points.count, columns: columns)
        drawAxis(plot, ticks: axes.ticks, scale: across)
        drawLevels(axes.levels, beside: plot, width: labels)
        put(axes.top, x: rect.x, y: plot.y, role: .dim, width: labels, alignment: .trailing)
        put(axes.bottom, x: rect.x, y: plot.maxY - 1, role: .dim, width: labels, alignment: .trailing)

        let span = scale.upperBound - scale.lowerBound
        func row(_ value: Double) -> Int {
            let fraction = span > 0 ? (value - scale.lowerBound) / span : 0.5
            // Not a number compares false and lands at the bottom.
            guard fraction > 0 else { return plot.maxY - 1 }
            return plot.maxY - 1 - Int(min(1, fraction) * Double(plot.height - 1) + 0.5)
        }
        let shown = (0..<across.columnsUsed).map { points[across.values(ofColumn: $0).upperBound - 1] }
        for (column, point) in shown.enumerated() {
            guard let point else { continue }
            let top = row(max(point.low, point.high))
            let bottom = row(min(point.low, point.high))
            fill(
                Rect(x: plot.x + column, y: top, width: 1, height: bottom - top + 1), character: "░", role: role)
        }
        if scale.contains(0) {
            let y = row(0)
            fill(Rect(x: plot.x, y: y, width: plot.width, height: 1), character: glyphs.horizontal, role: .dim)
            fill(Rect(x: plot.x - 1, y: y, width: 1, height: 1), character: glyphs.cross, role: .dim)
            put(zero, x: rect.x, y: y, role: .dim, width: labels, alignment: .trailing)
        }
        for (column, point) in shown.enumerated() {
            guard let point, scale.contains(point.middle) else { continue }
            fill(
                Rect(x: plot.x + column, y: row(point.middle), width: 1, height: 1), character: "•", role: .strong)
        }
    }
}
