import Expressions

/// The signals that are found between events, and when each of them is true.
///
/// A derived signal has an event time of its own, the moment its threshold was passed: the start of the session plus its
/// length, the event plus the time dwelt on it, the N-th page view. It is raised by an event of the same session at or
/// after that moment, which shows that the user was still there; silence proves nothing. So it is a function of the
/// user's events alone, whatever was seen live of them and when. Dwelling counts at most as long as the session gap.
/// A session raises its length and its pages once, and a dwell for every event dwelt on.
struct DerivedRules {
    private let lengths: [(signal: Int, least: Int64)]
    private let dwells: [(signal: Int, least: Int64)]
    private let views: [(signal: Int, least: Int)]
    /// Signals of dwell whose threshold no silence can pass are never true.
    private let gap: Int64

    init(_ definitions: [SignalDefinition], gap: Int64) {
        var lengths: [(signal: Int, least: Int64)] = []
        var dwells: [(signal: Int, least: Int64)] = []
        var views: [(signal: Int, least: Int)] = []
        for (signal, definition) in definitions.enumerated() {
            switch definition.kind {
            case .sessionLength(let least): lengths.append((signal, max(1, least.microseconds)))
            case .dwell(_, let least):
                if least.microseconds <= gap { dwells.append((signal, max(1, least.microseconds))) }
            case .pagesPerSession(let least): views.append((signal, max(1, least)))
            case .destination, .action, .carried: break
            }
        }
        self.lengths = lengths
        self.dwells = dwells
        self.views = views
        self.gap = gap
    }

    var isEmpty: Bool { lengths.isEmpty && dwells.isEmpty && views.isEmpty }

    /// Where a session stands behind some of its events.
    struct State {
        var start = Int64.max
        var views = 0
        var last: TrailEntry?

        /// The state of a session behind the events of two.
        mutating func join(_ other: State) {
            start = min(start, other.start)
            views += other.views
            guard let late = other.last else { return }
            if let last, last.time > late.time { return }
            last = late
        }
    }

    /// The session's next event; tells what it shows to be true.
    @inline(__always)
    func step(_ state: inout State, _ entry: TrailEntry, _ raise: (Raise) -> Void) {
        if let last = state.last {
            for (signal, least) in lengths where last.time - state.start < least && entry.time - state.start >= least {
                raise(Raise(signal: signal, time: state.start + least, segments: last.segments))
            }
            if last.anchors != 0 {
                for (signal, least) in dwells
                where last.anchors & 1 << UInt32(signal) != 0 && entry.time - last.time >= least {
                    raise(Raise(signal: signal, time: last.time + least, segments: last.segments))
                }
            }
        } else {
            state.start = entry.time
        }
        if entry.isView {
            state.views += 1
            for (signal, least) in views where state.views == least {
                raise(Raise(signal: signal, time: entry.time, segments: entry.segments))
            }
        }
        state.last = entry
    }
}

/// A derived signal that is true of a session.
struct Raise: Hashable {
    var signal: Int
    /// When the threshold was passed.
    var time: Int64
    /// Segments of the event before it, which it belongs to.
    var segments: UInt32
}

/// A derived signal that was raised (`sign` 1) or taken back (-1), seen at a row of the batch.
struct DerivedChange {
    /// It comes before this row.
    var row: Int
    var person: Int
    var raise: Raise
    var sign: Int
}

/// What derived signals need of one event.
struct TrailEntry {
    var time: Int64
    var anchors: UInt32
    var segments: UInt32
    var isView: Bool
}
