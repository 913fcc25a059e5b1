/// What one session comes to: a value that joins with its neighbours in any order.
///
/// Of events at one time the first to arrive is the earlier one.
struct Session: BitwiseCopyable, Equatable {
    /// Times of the first and the latest event, in microseconds.
    var start: Int64
    var last: Int64
    var events: Int32 = 1
    /// Events that carry a page.
    var pageViews: Int32 = 0
    /// Items of `TrafficTable`: the pages of the earliest and the latest page view, the channel of the first event, the
    /// first category touched; `TrafficTable.none` for none.
    var entryPage: UInt16 = 0
    var exitPage: UInt16 = 0
    var channel: UInt16 = 0
    var category: UInt16 = 0
    /// Signals seen in it that are found in rows.
    var signals: UInt32 = 0
    /// Slot of its trail, less 1: 0 for none.
    var trail: Int32 = 0
    /// Times of the page views and of the event that `category` is of.
    var entryTime = Int64.max
    var exitTime = Int64.min
    var categoryTime = Int64.max

    /// The session of a user who has had none.
    static let empty = Session(start: .max, last: .min, events: 0)

    init(start: Int64, last: Int64, events: Int32) {
        self.start = start
        self.last = last
        self.events = events
    }

    /// A session of one event.
    @inline(__always)
    init(at time: Int64, page: UInt16, channel: UInt16, category: UInt16, signals: UInt32) {
        start = time
        last = time
        self.channel = channel
        self.signals = signals
        if page != 0 {
            pageViews = 1
            (entryPage, entryTime) = (page, time)
            (exitPage, exitTime) = (page, time)
        }
        if category != 0 { (self.category, categoryTime) = (category, time) }
    }

    /// From first to latest event, in microseconds.
    @inline(__always)
    var length: Int64 { last - start }

    /// A single page view; a single event where no event has a page.
    @inline(__always)
    var isBounce: Bool { pageViews == 0 ? events == 1 : pageViews == 1 }

    /// Takes an event that is not earlier than the latest.
    @inline(__always)
    mutating func extend(to time: Int64, page: UInt16, category: UInt16, signals: UInt32) {
        last = time
        events &+= 1
        self.signals |= signals
        if page != 0 {
            if pageViews == 0 { (entryPage, entryTime) = (page, time) }
            pageViews &+= 1
            (exitPage, exitTime) = (page, time)
        }
        if category != 0, categoryTime == .max { (self.category, categoryTime) = (category, time) }
    }

    /// Takes all of a session that arrived later; its trail is left to the caller.
    mutating func join(_ other: Session) {
        if other.start < start { channel = other.channel }
        start = min(start, other.start)
        last = max(last, other.last)
        events &+= other.events
        pageViews &+= other.pageViews
        if other.entryTime < entryTime { (entryPage, entryTime) = (other.entryPage, other.entryTime) }
        if other.pageViews > 0, other.exitTime >= exitTime { (exitPage, exitTime) = (other.exitPage, other.exitTime) }
        if other.categoryTime < categoryTime { (category, categoryTime) = (other.category, other.categoryTime) }
        signals |= other.signals
    }

    /// Whether no silence longer than `gap` lies between the two.
    func touches(_ other: Session, gap: Int64) -> Bool {
        other.start - last <= gap && start - other.last <= gap
    }
}

/// What is kept of every person.
struct Visitor: BitwiseCopyable {
    /// Names of events the person has had, by bit.
    var names: UInt64 = 0
    /// Of the id that was seen first, for estimates that do not depend on the order of arrival.
    var hash: UInt64 = 0
}

/// Sessions of a person that are told apart by silence.
struct GapSessions: BitwiseCopyable {
    /// Place of the session before `latest` in `ClosedSessions`, less 1: 0 for none kept.
    var closed: Int32 = 0
    /// Not 0 where sessions were counted that are not kept any more.
    var hasForgotten: Int32 = 0
    /// Without events when there was none.
    var latest = Session.empty
}

/// A session told apart by a field of the data.
struct FieldSession: BitwiseCopyable {
    /// The person its latest event was of.
    var person: Int32 = -1
    /// Would be a gap, and records are written as they lie.
    private let nothing: Int32 = 0
    var session = Session.empty
}
