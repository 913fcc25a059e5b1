/// Where a kept event came from, so that the events of several ids can be put together and taken apart again.
struct EventOrigin {
    /// Index of the id under which it came.
    var id: UInt32
    /// Counts on with each event, and begins anew after 2^32 of them: tells the order of events of one time.
    var arrival: UInt32

    func came(before other: EventOrigin) -> Bool { Int32(bitPattern: arrival &- other.arrival) < 0 }
}
