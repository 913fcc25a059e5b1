/// For breakdowns that count a unit under every value of the events that filled its steps: its latest start for each
/// step under each value.
///
/// Beside the units' words, since the number of values has no bound that is known before.
final class ValueStarts {
    /// Starts by step of one unit, by breakdown and slice.
    typealias OfUnit = [UInt32: [Int64]]

    private var units: [Int: OfUnit] = [:]
    private var recordCount = 0

    /// What is kept of a unit, to be set again when its events are replayed.
    subscript(unit: Int) -> OfUnit? {
        get { units[unit] }
        set {
            recordCount += (newValue?.count ?? 0) - (units[unit]?.count ?? 0)
            units[unit] = newValue
        }
    }

    /// Moves the unit's latest start for `step` under a value to `start`.
    ///
    /// - Returns: the start before (`FunnelLayout.noStart`: none); nil when `start` is not later.
    func raise(
        unit: Int, breakdown: Int, slice: UInt16, _ step: Int, to start: Int64, _ stepCount: Int
    ) -> Int64? {
        let key = UInt32(breakdown) << 16 | UInt32(slice)
        let old = units[unit]?[key]?[step] ?? FunnelLayout.noStart
        guard start > old else { return nil }
        if units[unit]?[key] == nil {
            units[unit, default: [:]][key] = Array(repeating: FunnelLayout.noStart, count: stepCount)
            recordCount += 1
        }
        units[unit]?[key]?[step] = start
        return old
    }

    func memoryBytes(stepCount: Int) -> Int { recordCount * (stepCount * 8 + 64) + units.count * 64 }
}
