import Analytics

/// A column of the breakdown that can sort it.
enum BreakdownColumn: Sendable, Hashable {
    case users
    /// Share of those at the step before; 0-based, from 1.
    case step(Int)
    case conversion, change, median
}

/// A breakdown with its numbers worked out, in the order it is shown.
struct BreakdownTable: Sendable {
    struct Row: Sendable {
        var label: String
        var isRemainder: Bool
        var users: Int
        /// Share of those at the step before, per step; nil at the first.
        var ofPrevious: [Double?]
        var conversion: Double?
        /// Conversion of the range before.
        var before: Double?
        var median: Double?
        /// Fell most against the range before, or else loses the most conversions against the average.
        var isWorst = false
        /// Where `isWorst` stands for a fall: its size, and the step (0-based) it came about at, where one stands out.
        var fall: Fall?
        var fallStep: Int?
    }

    var rows: [Row]
    var columns: [BreakdownColumn]

    init(_ breakdown: BreakdownSnapshot, steps: Int, sort: BreakdownColumn, ascending: Bool) {
        rows = breakdown.values.map { value in
            let counts = value.counts
            return Row(
                label: value.label.text, isRemainder: value.label.isRemainder, users: counts.first ?? 0,
                ofPrevious: (0..<max(0, steps)).map { step in
                    guard step > 0, step < counts.count, counts[step - 1] > 0 else { return nil }
                    return Double(counts[step]) / Double(counts[step - 1])
                },
                conversion: value.conversion, before: value.previousCounts.flatMap(share), median: value.medianSeconds)
        }
        columns = [.users] + (1..<max(1, steps)).map { .step($0) } + [.conversion, .change, .median]
        if !markFallen(breakdown.values) { markWorst() }
        order(by: sort, ascending: ascending)
    }

    /// The value that cost the most conversions by falling clearly more than the whole did; false when none has.
    private mutating func markFallen(_ values: [BreakdownValue]) -> Bool {
        func ends(_ counts: [Int]) -> (part: Int, whole: Int) { (counts.last ?? 0, counts.first ?? 0) }
        func total(_ all: [[Int]]) -> (part: Double, whole: Double) {
            all.reduce(into: (0.0, 0.0)) { sum, counts in
                sum.0 += Double(ends(counts).part)
                sum.1 += Double(ends(counts).whole)
            }
        }
        let before = total(values.map { $0.previousCounts ?? [] })
        let now = total(values.map(\.counts))
        guard before.part > 0, before.whole > 0, now.whole > 0 else { return false }
        let ofAll = 1 - (now.part / now.whole) / (before.part / before.whole)
        var worst: (index: Int, cost: Double)?
        for (index, value) in values.enumerated() where !value.label.isRemainder {
            guard let previous = value.previousCounts,
                let fall = Fall(from: ends(previous), to: ends(value.counts)),
                fall.relative >= ofAll + BreakdownTable.clearlyMore || values.count == 1
            else { continue }
            let cost = fall.points * Double(ends(value.counts).whole)
            guard cost > worst?.cost ?? 0 else { continue }
            worst = (index, cost)
            rows[index].fall = fall
            rows[index].fallStep = Fall.deepest(previous, value.counts)?.step
        }
        guard let worst else { return false }
        rows[worst.index].isWorst = true
        return true
    }

    /// By so much the part that is gone must exceed that of the whole, to which the value itself belongs.
    private static let clearlyMore = 0.05

    /// The value that fell, where one bears the mark for that.
    var fallen: Row? { rows.first { $0.isWorst && $0.fall != nil } }

    /// The value that would gain the most conversions if it converted like the average, where that is worth a mark.
    private mutating func markWorst() {
        var users = 0.0
        var conversions = 0.0
        for row in rows {
            guard let conversion = row.conversion, conversion.isFinite, row.users > 0 else { continue }
            users += Double(row.users)
            conversions += conversion * Double(row.users)
        }
        guard users > 0 else { return }
        let average = conversions / users
        let candidates = rows.indices.filter { index in
            guard let conversion = rows[index].conversion, !rows[index].isRemainder else { return false }
            return conversion < average * 0.75 && rows[index].users >= 30
        }
        func missing(_ index: Int) -> Double {
            (average - (rows[index].conversion ?? 0)) * Double(rows[index].users)
        }
        if let worst = candidates.max(by: { missing($0) < missing($1) }) { rows[worst].isWorst = true }
    }

    /// `(other)` and `(none)` stay last; equal rows keep the order of the users.
    private mutating func order(by column: BreakdownColumn, ascending: Bool) {
        let keyed = rows.enumerated().map { (offset: $0.offset, row: $0.element, key: key($0.element, column)) }
        rows = keyed.sorted { a, b in
            if a.row.isRemainder != b.row.isRemainder { return b.row.isRemainder }
            if a.row.isRemainder { return a.offset < b.offset }
            switch (a.key, b.key) {
            case (nil, nil): return a.offset < b.offset
            case (nil, _): return false
            case (_, nil): return true
            case (let x?, let y?):
                if x != y { return ascending ? x < y : x > y }
                return a.offset < b.offset
            }
        }.map(\.row)
    }

    private func key(_ row: Row, _ column: BreakdownColumn) -> Double? {
        let key: Double? =
            switch column {
            case .users: Double(row.users)
            case .step(let step): row.ofPrevious.indices.contains(step) ? row.ofPrevious[step] : nil
            case .conversion: row.conversion
            case .change: row.conversion.flatMap { now in row.before.map { now - $0 } }
            case .median: row.median
            }
        return key?.isNaN == true ? nil : key
    }
}

/// Last count over first; nil when nobody entered.
func share(_ counts: [Int]) -> Double? {
    guard let first = counts.first, let last = counts.last, first > 0 else { return nil }
    return Double(last) / Double(first)
}

extension BreakdownValue.Label {
    var text: String {
        switch self {
        case .value(let text): text
        case .other: "(other)"
        case .none: "(none)"
        }
    }

    /// Not a value of its own.
    var isRemainder: Bool {
        switch self {
        case .value: false
        case .other, .none: true
        }
    }
}
