/// The events of a unit that may still be joined by earlier ones, behind the state up to them.
struct Tail {
    /// The unit's words before the first of `events`.
    var committed: [Int64]
    /// Its starts by value before them.
    var committedValues: ValueStarts.OfUnit?
    /// The first `applied` are sorted by time and arrival and stand in the tally; the rest came out of order.
    var events: [StepEvent] = []
    /// By event, where persons can be joined and parted; otherwise empty.
    var origins: [EventOrigin] = []
    var applied = 0

    var isSettled: Bool { applied == events.count }
}
