import Expressions

/// The stretch of event time that a snapshot is over, as buckets of one grid.
struct SnapshotFrame {
    let request: SnapshotRequest
    /// How far event time has come; nil before the first event.
    let now: Int64?
    let first: Int64?
    /// Lane and closing boundary of the range; nil for everything.
    private let bounds: (lane: Int, boundary: Int)?

    /// - Parameter first: time of the first event, which may be ahead of `now`.
    init(_ request: SnapshotRequest, first: Int64?, now: Int64?) {
        self.request = request
        self.first = first.map { min($0, now ?? $0) }
        self.now = now
        if let range = request.range, let now {
            let lane = range.rawValue
            let back = request.stepsBack * RangeGrid.bucketsPerRange[lane]
            bounds = (lane, Int(RangeGrid.buckets(of: now)[lane]) + 1 - back)
        } else {
            bounds = nil
        }
    }

    /// Everything since the first event.
    var isWhole: Bool { bounds == nil }

    var isPast: Bool { bounds != nil && request.stepsBack > 0 }

    /// The range as the screen names it.
    var range: Snapshot.Range? {
        guard let bounds, let length = request.range else { return nil }
        return Snapshot.Range(
            start: Timestamp(microseconds: start(bounds)), length: length, isPast: request.stepsBack > 0)
    }

    private func start(_ bounds: (lane: Int, boundary: Int)) -> Int64 {
        Int64(bounds.boundary - RangeGrid.bucketsPerRange[bounds.lane]) * RangeGrid.bucketLength(bounds.lane)
    }

    /// The buckets of the range on its grid; nil for everything.
    var buckets: (lane: Int, buckets: Range<Int>)? {
        bounds.map { ($0.lane, $0.boundary - RangeGrid.bucketsPerRange[$0.lane]..<$0.boundary) }
    }

    /// Attempts begun before this time are not in the frame.
    var earliestStart: Int64 { bounds.map(start) ?? (FunnelLayout.noStart + 1) }

    func counts(_ tally: FunnelTally) -> [Int] {
        guard let bounds else { return tally.overall.counts }
        return tally.overall.counts(lane: bounds.lane, at: bounds.boundary) ?? tally.overall.counts.map { _ in 0 }
    }

    func counts(_ tally: LevelTally) -> [Int] {
        guard let bounds else { return tally.counts }
        return tally.counts(lane: bounds.lane, at: bounds.boundary) ?? tally.counts.map { _ in 0 }
    }

    /// Whether there was anything one range earlier.
    private var previousBoundary: Int? {
        guard let bounds, request.comparesWithPrevious, let first else { return nil }
        let boundary = bounds.boundary - RangeGrid.bucketsPerRange[bounds.lane]
        return Int(RangeGrid.buckets(of: first)[bounds.lane]) < boundary ? boundary : nil
    }

    func previousCounts(_ tally: FunnelTally) -> [Int]? {
        guard let bounds, let boundary = previousBoundary else { return nil }
        return tally.overall.counts(lane: bounds.lane, at: boundary)
    }

    func previousCounts(_ tally: LevelTally) -> [Int]? {
        guard let bounds, let boundary = previousBoundary else { return nil }
        return tally.counts(lane: bounds.lane, at: boundary)
    }

    func revenue(_ tally: FunnelTally, _ step: Int) -> Double? {
        let sum = bounds.map { tally.revenue(step, lane: $0.lane, at: $0.boundary) } ?? tally.revenue(step)
        return sum.map { Double($0) / TenThousandths.perUnit }
    }

    /// The trend over the frame: buckets of the range's grid, or of the finest grid that shows everything.
    func trend(_ tally: FunnelTally, window: Int64) -> Trend {
        guard let now, let first else { return Trend(bucket: .seconds(60), buckets: []) }
        let lane: Int
        var buckets: Range<Int>
        if let bounds {
            lane = bounds.lane
            buckets = bounds.boundary - RangeGrid.bucketsPerRange[lane]..<bounds.boundary
        } else {
            let from = RangeGrid.buckets(of: first)
            let to = RangeGrid.buckets(of: now)
            lane =
                (0..<RangeGrid.dayLane).first { to[$0] - from[$0] < 128 && tally.trend.reaches(from[$0], lane: $0) }
                ?? RangeGrid.dayLane
            buckets = Int(from[lane])..<Int(to[lane]) + 1
            if lane == RangeGrid.dayLane, buckets.count > 4000 {
                buckets = buckets.upperBound - 4000..<buckets.upperBound
            }
        }
        let length = RangeGrid.bucketLength(lane)
        return Trend(
            bucket: TimeSpan(microseconds: length),
            buckets: buckets.map { bucket in
                let end = (Int64(bucket) + 1) * length
                return Trend.Bucket(
                    start: Timestamp(microseconds: Int64(bucket) * length),
                    counts: tally.trend.counts(lane: lane, bucket: bucket),
                    isFinal: window != .max && end <= now && now - end >= window)
            })
    }
}
