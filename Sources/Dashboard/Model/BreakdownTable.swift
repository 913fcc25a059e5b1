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
        /// Loses the most conversions against the average.
        var isWorst = false
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
        markWorst()
        order(by: sort, ascending: ascending)
    }

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
