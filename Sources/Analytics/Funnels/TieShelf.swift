/// Events that found no predecessor yet and wait for one of the same time; only those whose revenue or values matter.
struct TieShelf {
    private var waiting: [Int: [(step: Int, event: StepEvent)]] = [:]

    mutating func put(_ unit: Int, _ steps: UInt32, _ event: StepEvent) {
        for step in 0..<32 where steps & (1 << UInt32(step)) != 0 {
            waiting[unit, default: []].append((step, event))
        }
    }

    /// Removes and returns what waits to fill `step`.
    mutating func take(_ unit: Int, _ step: Int) -> [StepEvent] {
        guard let all = waiting[unit] else { return [] }
        waiting[unit] = all.filter { $0.step != step }
        return all.filter { $0.step == step }.map(\.event)
    }

    mutating func remove(_ unit: Int) { waiting[unit] = nil }
}
