/// Which values stand in which column of a chart.
struct ChartScale {
    let valueCount: Int
    let columns: Int

    /// A whole number of columns for every value, so that all look alike; 1 where values are averaged together.
    private var columnsPerValue: Int { max(1, columns / max(1, valueCount)) }

    /// From the left; the rest of the plot stays blank.
    var columnsUsed: Int { min(columns, valueCount * columnsPerValue) }

    /// The values averaged in a column; never empty.
    func values(ofColumn column: Int) -> Range<Int> {
        if valueCount <= columns {
            let index = min(valueCount - 1, column / columnsPerValue)
            return index..<(index + 1)
        }
        let first = column * valueCount / columns
        return first..<max(first + 1, (column + 1) * valueCount / columns)
    }

    /// The height of each column that is used as a part of the whole plot, 0 to 1; `nil` where no value is known.
    func heights(of values: [Double?], maximum: Double?) -> [Double?] {
        let top = maximum ?? values.compactMap { $0 }.filter(\.isFinite).max() ?? 0
        return (0..<columnsUsed).map { column in
            let known = self.values(ofColumn: column).compactMap { values[$0] }.filter(\.isFinite)
            guard !known.isEmpty else { return nil }
            let mean = known.reduce(0, +) / Double(known.count)
            return top > 0 ? max(0, min(1, mean / top)) : 0
        }
    }

    func column(ofValue index: Int) -> Int {
        valueCount <= columns ? index * columnsPerValue : index * columns / valueCount
    }
}
