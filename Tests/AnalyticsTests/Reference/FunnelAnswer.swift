import Analytics

/// All that SPEC §3 says of one funnel over a stream, from the reference or read off the engine's snapshot.
struct FunnelAnswer: Equatable {
    struct Next: Hashable {
        /// 1-based.
        var afterStep: Int
        var event: String?
    }

    var counts: [Int]
    /// Microseconds per unit that has them, sorted.
    var fromPrevious: [[Int64]]
    var fromFirst: [[Int64]]
    var open: [Int]
    var lost: [Int]
    var excluded: [Int]
    var revenue: [Double?]
    /// Counts per step by the start of the entry bucket; buckets without entries are left out.
    var trend: [Int64: [Int]] = [:]
    var next: [Next: Int] = [:]
    /// Counts per value; nil is "absent". In the order of the breakdowns asked for.
    var breakdowns: [[String?: [Int]]] = []
    /// The latest starts behind the counts of each value, per step.
    var breakdownStarts: [[String?: [[Int64]]]] = []
    /// Latest starts of the units, per step, sorted.
    var starts: [[Int64]]
    /// Furthest step of each unit, 1-based.
    var levels: [String: Int] = [:]

    init(stepCount: Int, breakdownCount: Int) {
        counts = Array(repeating: 0, count: stepCount)
        (open, lost, excluded) = (counts, counts, counts)
        fromPrevious = Array(repeating: [], count: stepCount)
        (fromFirst, starts) = (fromPrevious, fromPrevious)
        revenue = Array(repeating: nil, count: stepCount)
        breakdowns = Array(repeating: [:], count: breakdownCount)
        breakdownStarts = Array(repeating: [:], count: breakdownCount)
    }

    /// Units per step whose latest start is not before `time`.
    func counts(since time: Int64) -> [Int] { starts.map { $0.count { $0 >= time } } }

    /// The same by value of a breakdown; values without any are left out.
    func values(of breakdown: Int, since time: Int64) -> [String?: [Int]] {
        breakdownStarts[breakdown].mapValues { $0.map { $0.count { $0 >= time } } }.filter {
            $0.value.contains { $0 > 0 }
        }
    }
}
