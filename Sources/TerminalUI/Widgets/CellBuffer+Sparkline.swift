extension CellBuffer {
    /// The newest `width` values, one cell each and flush right; values from `provisionalFrom` on are not final.
    ///
    ///     ▁▂▃▃▅▇▇▆▒▒
    package mutating func putSparkline(
        _ values: [Double?], x: Int, y: Int, width: Int, role: Role = .spark, provisionalFrom: Int? = nil
    ) {
        guard width > 0 else { return }
        let dropped = max(0, values.count - width)
        let first = provisionalFrom.map { max(0, $0 - dropped) }
        let line = glyphs.sparkline(Array(values.dropFirst(dropped)), provisionalFrom: first)
        put(line, x: x, y: y, role: role, width: width, alignment: .trailing)
        guard let first else { return }
        let shown = values.count - dropped
        let provisional = max(0, shown - first)
        paint(Rect(x: x + width - provisional, y: y, width: provisional, height: 1), role: .provisional)
    }
}
