/// Bins that read well: from a ladder of round times, at most eight around where the values lie.
enum TimeBins {
    enum Values {
        case ticks([Int64])
        case log(LogHistogram)
    }

    /// Seconds.
    private static let ladder: [Double] = [
        1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800,
        432_000, 864_000, 1_728_000, 2_592_000, 5_184_000, 7_776_000,
    ]

    static func histogram(_ values: Values) -> [HistogramBin] {
        let seconds = Double(StepDurations.tick) / 1_000_000
        let low: Double
        let high: Double
        switch values {
        case .ticks(var ticks):
            guard !ticks.isEmpty else { return [] }
            low = ticks.quantile(0.05) * seconds
            high = ticks.quantile(0.95) * seconds
        case .log(let histogram):
            guard let p5 = histogram.quantile(0.05), let p95 = histogram.quantile(0.95) else { return [] }
            low = p5 * seconds
            high = p95 * seconds
        }
        let first = ladder.firstIndex { $0 > low } ?? ladder.count - 1
        let last = max(first, min(ladder.firstIndex { $0 >= high } ?? ladder.count - 1, first + 6))
        let edges = [0] + ladder[first...last]
        return edges.indices.map { index in
            let to = index + 1 < edges.count ? edges[index + 1] : nil
            return HistogramBin(
                from: edges[index], to: to,
                users: count(values, from: edges[index] / seconds, to: to.map { $0 / seconds } ?? .infinity))
        }
    }

    private static func count(_ values: Values, from: Double, to: Double) -> Int {
        switch values {
        case .ticks(let ticks): ticks.reduce(0) { $0 + (Double($1) >= from && Double($1) < to ? 1 : 0) }
        case .log(let histogram): histogram.count(from: from, to: to)
        }
    }
}
