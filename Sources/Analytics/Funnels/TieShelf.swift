/// Events that found no predecessor yet and wait for one of the same time; only those whose revenue or values matter.
struct TieShelf {
    /// By unit, then by the step they wait to fill.
    private var waiting: [Int: [[StepEvent]]] = [:]

    mutating func put(_ unit: Int, _ steps: UInt32, _ event: StepEvent) {
        for step in 0..<32 where steps & (1 << UInt32(step)) != 0 {
            waiting[unit, default: Array(repeating: [], count: 32)][step].append(event)
        }
    }

    /// Removes and returns what waits to fill `step`.
    mutating func take(_ unit: Int, _ step: Int) -> [StepEvent] {
        guard let events = waiting[unit]?[step], !events.isEmpty else { return [] }
        waiting[unit]?[step] = []
        return events
    }

    mutating func remove(_ unit: Int) { waiting[unit] = nil }
}
