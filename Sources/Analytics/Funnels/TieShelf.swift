/// Events that found no predecessor yet and wait for one of the same time; only those whose revenue or values matter.
struct TieShelf {
    /// By unit, then by the step they wait to fill.
    private var waiting: [Int: [[StepEvent]]] = [:]
    private var eventCount = 0

    /// About.
    var memoryBytes: Int { waiting.capacity * 24 + waiting.count * 320 + eventCount * MemoryLayout<StepEvent>.stride }

    mutating func put(_ unit: Int, _ steps: UInt32, _ event: StepEvent) {
        for step in 0..<32 where steps & (1 << UInt32(step)) != 0 {
            waiting[unit, default: Array(repeating: [], count: 32)][step].append(event)
            eventCount += 1
        }
    }

    /// Removes and returns what waits to fill `step`.
    mutating func take(_ unit: Int, _ step: Int) -> [StepEvent] {
        guard let events = waiting[unit]?[step], !events.isEmpty else { return [] }
        waiting[unit]?[step] = []
        eventCount -= events.count
        return events
    }

    mutating func remove(_ unit: Int) {
        if let steps = waiting.removeValue(forKey: unit) { eventCount -= steps.reduce(0) { $0 + $1.count } }
    }
}

extension TieShelf {
    func save(to writer: inout StateWriter) {
        let units = waiting.keys.filter { waiting[$0]?.contains { !$0.isEmpty } ?? false }.sorted()
        writer.write(units)
        for events in units.compactMap({ waiting[$0] }) {
            for step in events {
                writer.write(step.map(\.saved))
            }
        }
    }

    mutating func restore(from reader: inout StateReader, _ check: FunnelStateCheck) throws(StateError) {
        for unit in try reader.readIndices(below: StateLimits.units) {
            var events: [[StepEvent]] = []
            for _ in 0..<32 {
                let step = try reader.readArray(of: SIMD8<Int64>.self, limit: StateLimits.count).map(StepEvent.init)
                try StateReader.require(step.allSatisfy(check.holds), "an event of a funnel is none")
                events.append(step)
            }
            waiting[unit] = events
            eventCount += events.reduce(0) { $0 + $1.count }
        }
    }
}
