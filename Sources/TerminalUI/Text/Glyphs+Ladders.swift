extension Glyphs {
    /// The filled part of a horizontal bar, without its track: at most `width` cells.
    ///
    /// Any value above zero shows at least the thinnest piece; values outside 0 to 1 are clamped, NaN counts as 0.
    ///
    ///     bar(fraction: 0.55, width: 10)   █████▌      ######
    package func bar(fraction: Double, width: Int) -> String {
        let steps = barLadder.count
        let units = Self.units(fraction: fraction, of: width * steps)
        var bar = String(repeating: barLadder[steps - 1], count: units / steps)
        if units % steps > 0 { bar.append(barLadder[units % steps - 1]) }
        return bar
    }

    /// A vertical column, top cell first, each one cell wide and blank above its value.
    ///
    ///     column(fraction: 0.4, height: 3)    " "  "▁"  "█"
    package func column(fraction: Double, height: Int) -> [String] {
        let steps = columnLadder.count
        let units = Self.units(fraction: fraction, of: height * steps)
        return (0..<max(0, height)).reversed().map { row in
            let here = min(steps, units - row * steps)
            return here > 0 ? String(columnLadder[here - 1]) : " "
        }
    }

    /// One cell for every value, `nil` as a blank, from `provisionalFrom` on as not final.
    ///
    /// The ladder spans the lowest to the highest value, but at least a quarter of the highest,
    /// so that noise in a steady series stays low.
    ///
    ///     ▁▂▃▃▅▇▇▆▒▒
    package func sparkline(_ values: [Double?], provisionalFrom: Int? = nil) -> String {
        let known = values.compactMap { $0 }.filter(\.isFinite)
        let top = known.max() ?? 0
        let span = max(top - (known.min() ?? 0), top.magnitude / 4)
        var line = ""
        for (index, value) in values.enumerated() {
            guard let value, value.isFinite else {
                line += " "
                continue
            }
            if let provisionalFrom, index >= provisionalFrom {
                line.append(provisional)
                continue
            }
            let height = span > 0 ? 1 - (top - value) / span : 0
            let last = sparkLadder.count - 1
            line.append(sparkLadder[min(last, max(0, Int(height * Double(last) + 0.5)))])
        }
        return line
    }

    private static func units(fraction: Double, of whole: Int) -> Int {
        guard whole > 0, fraction > 0 else { return 0 }
        guard fraction < 1 else { return whole }
        return max(1, Int(fraction * Double(whole) + 0.5))
    }
}
