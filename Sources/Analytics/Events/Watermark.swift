/// How far event time has come, and which events come too late, or are too far ahead of the clock, to count.
///
/// Event time is that of the newest event, but no later than the machine's clock: an event that is ahead of the clock, as
/// those of a device whose own is wrong, makes no other late. (Bounded out-of-orderness: Akidau et al., "The Dataflow
/// Model", 2015.)
struct Watermark: Equatable {
    enum Verdict: Equatable {
        case inTime
        /// By so many microseconds behind the watermark.
        case late(by: Int64)
        case ahead
    }

    /// How much older than the watermark an event may be, in microseconds; `.max` for any age.
    let lateBound: Int64
    /// How far ahead of the clock an event may be, in microseconds.
    let aheadBound: Int64
    /// The machine's clock, in microseconds since 1970; until it is told nothing is ahead of it.
    var clock = Int64.max {
        didSet {
            let (sum, overflow) = clock.addingReportingOverflow(aheadBound)
            latest = overflow ? .max : sum
        }
    }
    /// Time of the latest event that counts.
    private(set) var latest = Int64.max
    /// Of all events taken; nil before the first.
    private(set) var first: Int64?
    private(set) var newest: Int64?
    /// How far event time has come; nil before the first event.
    private(set) var time: Int64?

    init(_ configuration: AnalyticsConfiguration) {
        if case .bounded(let span) = configuration.lateness {
            lateBound = min(span.microseconds, FunnelRules.longestSpan)
        } else {
            lateBound = .max
        }
        aheadBound = min(configuration.ahead.microseconds, FunnelRules.longestSpan)
    }

    /// Forgets all events, for a second reading of the same; the clock stays.
    mutating func restart() { (first, newest, time) = (nil, nil, nil) }

    /// No event before it will be taken any more.
    var horizon: Int64 {
        guard lateBound != .max, let time else { return .min }
        return time - lateBound
    }

    /// No place is further ahead of UTC: 14 hours.
    private static let farthestZone: Int64 = 50_400_000_000

    /// - Parameter isLocal: the time is of a place that nobody has named, and was read as UTC.
    @inline(__always)
    func isAhead(_ time: Int64, isLocal: Bool = false) -> Bool { Self.isAhead(time, of: latest, isLocal: isLocal) }

    /// - Parameter latest: time of the latest event that counts.
    @inline(__always)
    static func isAhead(_ time: Int64, of latest: Int64, isLocal: Bool) -> Bool {
        time > latest && !(isLocal && time - farthestZone <= latest)
    }

    /// How far event time would have come with an event of this time.
    @inline(__always)
    func time(with event: Int64, isLocal: Bool = false) -> Int64 {
        // The clock of the place may be so far ahead.
        let clock = isLocal && clock < Int64.max - Self.farthestZone ? clock + Self.farthestZone : clock
        return max(time ?? .min, min(event, clock))
    }

    /// What becomes of an event, which moves the time on if it counts.
    @inline(__always)
    mutating func admit(_ event: Int64, isLocal: Bool = false) -> Verdict {
        if isAhead(event, isLocal: isLocal) { return .ahead }
        if let time, lateBound != .max, event < time, time - event > lateBound { return .late(by: time - event) }
        time = time(with: event, isLocal: isLocal)
        newest = max(newest ?? event, event)
        first = min(first ?? event, event)
        return .inTime
    }
}

extension Watermark {
    func save(to writer: inout StateWriter) {
        writer.write(first)
        writer.write(newest)
        writer.write(time)
    }

    mutating func restore(from reader: inout StateReader) throws(StateError) {
        first = try reader.readOptionalTime()
        newest = try reader.readOptionalTime()
        time = try reader.readOptionalTime()
        try StateReader.require(
            (first == nil) == (newest == nil) && (first == nil) == (time == nil) && first ?? 0 <= newest ?? 0
                && time ?? 0 <= newest ?? 0,
            "the times of the events do not fit each other")
    }
}
