/// Sessions by the time of their next event, earliest first: a binary heap.
struct DemoQueue: Sendable {
    struct Entry: Sendable {
        /// Microseconds since 1970.
        var time: Int64
        /// Index of the session.
        var slot: Int

        /// Equal times are taken by slot, so that the order never depends on the heap's history.
        static func < (a: Entry, b: Entry) -> Bool {
            a.time != b.time ? a.time < b.time : a.slot < b.slot
        }
    }

    private var entries: [Entry] = []

    var first: Entry? { entries.first }
    var count: Int { entries.count }

    mutating func insert(_ entry: Entry) {
        entries.append(entry)
        var child = entries.count - 1
        while child > 0 {
            let parent = (child - 1) / 2
            guard entry < entries[parent] else { break }
            entries[child] = entries[parent]
            child = parent
        }
        entries[child] = entry
    }

    /// Puts `entry` in the place of the first: cheaper than to remove and insert.
    mutating func replaceFirst(with entry: Entry) {
        let count = entries.count
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < count else { break }
            if child + 1 < count, entries[child + 1] < entries[child] { child += 1 }
            guard entries[child] < entry else { break }
            entries[parent] = entries[child]
            parent = child
        }
        entries[parent] = entry
    }

    mutating func removeFirst() {
        guard let last = entries.popLast(), !entries.isEmpty else { return }
        replaceFirst(with: last)
    }
}
