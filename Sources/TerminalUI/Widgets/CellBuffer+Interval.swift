extension CellBuffer {
    /// An interval as a bar on a line, with a mark at zero; what lies beyond the scale is cut off at its ends.
    ///
    ///     ───┼──▐█████▌───
    package mutating func putInterval(
        _ interval: ClosedRange<Double>, scale: ClosedRange<Double>, x: Int, y: Int, width: Int, role: Role = .bar
    ) {
        guard width > 0 else { return }
        fill(Rect(x: x, y: y, width: width, height: 1), character: glyphs.horizontal, role: .barTrack)
        func column(_ value: Double) -> Int {
            let span = scale.upperBound - scale.lowerBound
            let fraction = span > 0 ? (value - scale.lowerBound) / span : 0.5
            // Not a number compares false and lands at the start.
            guard fraction > 0 else { return 0 }
            return Int(min(1, fraction) * Double(width - 1) + 0.5)
        }
        let first = column(interval.lowerBound)
        let last = column(interval.upperBound)
        let full = glyphs.barLadder.last ?? "#"
        fill(Rect(x: x + first, y: y, width: last - first + 1, height: 1), character: full, role: role)
        if last > first {
            fill(Rect(x: x + first, y: y, width: 1, height: 1), character: glyphs.intervalStart, role: role)
            fill(Rect(x: x + last, y: y, width: 1, height: 1), character: glyphs.intervalEnd, role: role)
        }
        guard scale.contains(0) else { return }
        let isCovered = interval.contains(0)
        let zero = Rect(x: x + column(0), y: y, width: 1, height: 1)
        fill(zero, character: glyphs.cross, role: isCovered ? role : .dim)
    }
}
