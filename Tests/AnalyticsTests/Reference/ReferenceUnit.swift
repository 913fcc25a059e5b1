import Analytics
import Expressions

/// The events of one counted unit (a user, a value of the unit field, a session) in the order (time, arrival),
/// with the steps and exclusions each of them matches.
struct ReferenceUnit {
    var definition: FunnelDefinition
    var events: [ReferenceEvent]
    /// 0-based steps each event may fill.
    var fills: [Set<Int>]
    /// Exclusions each event matches, as indices into the definition.
    var excludes: [[Int]]
    /// Name of the user's next event after the unit's session.
    var following: String?
    /// Later events are of another session.
    var hasEnded = false

    init(_ definition: FunnelDefinition, events unsorted: [ReferenceEvent]) {
        let events = unsorted.sorted(by: ReferenceEvent.isBefore)
        self.definition = definition
        self.events = events
        fills = events.indices.map { Self.steps(of: definition, filledBy: $0, in: events) }
        excludes = events.map { event in
            definition.exclusions.indices.filter { definition.exclusions[$0].event.holds(event) }
        }
        if definition.counting == .total, definition.ties != .arrival { walkBySteps() }
    }

    /// Attempts take events of one time by the first step they fill; those that fill none come last.
    private mutating func walkBySteps() {
        let walk = events.indices.sorted {
            (events[$0].time, fills[$0].min() ?? Int.max, $0) < (events[$1].time, fills[$1].min() ?? Int.max, $1)
        }
        events = walk.map { events[$0] }
        fills = walk.map { fills[$0] }
        excludes = walk.map { excludes[$0] }
    }

    private static func steps(
        of definition: FunnelDefinition, filledBy index: Int, in events: [ReferenceEvent]
    ) -> Set<Int> {
        let event = events[index]
        if let field = definition.heldField, event.value(field) == nil { return [] }
        let matched = definition.steps.indices.filter { number in
            let step = definition.steps[number]
            return step.alternatives.contains { alternative in
                guard alternative.holds(event) else { return false }
                guard step.isFirstTimeOnly else { return true }
                return events.firstIndex { alternative.subject.holds($0) } == index
            }
        }
        if case .grace = definition.ties { return Set(matched.prefix(1)) }
        return Set(matched)
    }

    /// The units of a stream; every event of `events` exists for the funnel.
    static func units(of definition: FunnelDefinition, events: [ReferenceEvent], sessionGap: TimeSpan)
        -> [(key: String, unit: ReferenceUnit)]
    {
        var groups: [String: [ReferenceEvent]] = [:]
        for event in events {
            if let field = definition.unitField {
                guard let value = event.value(field) else { continue }
                groups[value, default: []].append(event)
            } else {
                groups[event.user, default: []].append(event)
            }
        }
        var units: [(key: String, unit: ReferenceUnit)] = []
        for (key, group) in groups.sorted(by: { $0.key < $1.key }) {
            let whole = ReferenceUnit(definition, events: group)
            guard definition.counting == .session else {
                units.append((key, whole))
                continue
            }
            var start = 0
            for index in whole.events.indices {
                let isLast = index + 1 == whole.events.count
                if isLast || whole.events[index + 1].time - whole.events[index].time > sessionGap.microseconds {
                    units.append(("\(key)/\(start)", whole.slice(start...index)))
                    start = index + 1
                }
            }
        }
        return units
    }

    private func slice(_ range: ClosedRange<Int>) -> ReferenceUnit {
        var part = self
        part.events = Array(events[range])
        part.fills = Array(fills[range])
        part.excludes = Array(excludes[range])
        part.hasEnded = range.upperBound + 1 < events.count
        part.following = part.hasEnded ? events[range.upperBound + 1].event : nil
        return part
    }

    /// Whether an exclusion that is in force at the 0-based `step` lies strictly between the two times.
    func isExcluded(at step: Int, after: Int64, before: Int64) -> Bool {
        events.indices.contains { index in
            let time = events[index].time
            return time > after && time < before && isInForce(index, at: step)
        }
    }

    /// Whether the event matches an exclusion that is in force at the 0-based `step`.
    func isInForce(_ index: Int, at step: Int) -> Bool {
        excludes[index].contains { number in
            let exclusion = definition.exclusions[number]
            return exclusion.first <= step + 1 && step + 1 < exclusion.last
        }
    }
}
