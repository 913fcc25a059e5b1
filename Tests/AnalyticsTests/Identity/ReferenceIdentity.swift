/// Which ids are one person, from the whole set of events, by the definition at `IdentityGraph`: slow and obvious.
struct ReferenceIdentity {
    /// By id, one id of the same person.
    private(set) var persons: [String: String] = [:]
    private(set) var refusedAliases = 0
    /// Links that were refused, aliases or not.
    private(set) var refused = 0

    init(_ events: [ReferenceEvent]) {
        struct Link {
            var ids: [String]
            var time: Int64
            var isAlias: Bool
        }
        var links: [Set<String>: Link] = [:]
        var known: Set<String> = []
        for event in events {
            persons[event.user] = event.user
            if event.isKnown { known.insert(event.user) }
            guard let other = event.other else { continue }
            persons[other] = other
            if other == event.user { continue }
            let ids = [event.user, other].sorted { BatchEncoder.hash($0) < BatchEncoder.hash($1) }
            var link = links[Set(ids)] ?? Link(ids: ids, time: event.time, isAlias: false)
            link.time = min(link.time, event.time)
            link.isAlias = link.isAlias || event.isAlias
            links[Set(ids)] = link
        }
        func key(_ link: Link) -> (Int64, UInt64, UInt64) {
            (link.time, BatchEncoder.hash(link.ids[0]), BatchEncoder.hash(link.ids[1]))
        }
        for link in links.values.sorted(by: { key($0) < key($1) }) {
            guard let one = persons[link.ids[0]], let other = persons[link.ids[1]], one != other else { continue }
            let holdsKnown = [one, other].map { person in known.contains { persons[$0] == person } }
            if holdsKnown == [true, true] {
                refused += 1
                if link.isAlias { refusedAliases += 1 }
            } else {
                persons = persons.mapValues { $0 == other ? one : $0 }
            }
        }
    }

    /// Ids beyond the first of each person.
    var stitched: Int { persons.count - Set(persons.values).count }

    /// The events as they would be if every person had one id.
    func rewritten(_ events: [ReferenceEvent]) -> [ReferenceEvent] {
        events.map { event in
            var event = event
            event.user = persons[event.user] ?? event.user
            (event.other, event.isKnown, event.isAlias) = (nil, false, false)
            return event
        }
    }
}
