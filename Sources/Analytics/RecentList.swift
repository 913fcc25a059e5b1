/// The last few hundred events, for the live list.
struct RecentList {
    private static let limit = 500
    private(set) var events: [RecentEvent] = []

    mutating func add(_ newest: [RecentEvent]) {
        events.append(contentsOf: newest)
        if events.count > 2 * RecentList.limit { events.removeFirst(events.count - RecentList.limit) }
    }
}

extension RecentList {
    func save(to writer: inout StateWriter) {
        writer.write(events.count)
        for event in events {
            writer.write(event.row)
            writer.write(event.time.microseconds)
            writer.write(event.user)
            writer.write(event.event)
            writer.write(event.line)
        }
    }

    mutating func restore(from reader: inout StateReader) throws(StateError) {
        for _ in 0..<(try reader.readCount(upTo: 1 << 20)) {
            let row = try reader.readInt()
            let time = Timestamp(microseconds: try reader.readTime())
            let user = try reader.readString(limit: StateLimits.text)
            let event = try reader.readString(limit: StateLimits.text)
            let line = try reader.readString(limit: StateLimits.text)
            events.append(RecentEvent(row: row, time: time, user: user, event: event, line: line))
        }
    }
}
