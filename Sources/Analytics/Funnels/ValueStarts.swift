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

extension ValueStarts {
    func save(to writer: inout StateWriter) {
        let known = units.keys.sorted()
        writer.write(known)
        for unit in known { ValueStarts.save(units[unit] ?? [:], to: &writer) }
    }

    static func save(_ values: OfUnit, to writer: inout StateWriter) {
        writer.write(values.count)
        for (key, starts) in values.sorted(by: { $0.key < $1.key }) {
            writer.write(key)
            starts.withUnsafeBytes { writer.write(bytes: $0) }
        }
    }

    func restore(from reader: inout StateReader, _ check: FunnelStateCheck) throws(StateError) {
        for unit in try reader.readIndices(below: StateLimits.units) {
            self[unit] = try ValueStarts.values(from: &reader, check)
        }
    }

    static func values(from reader: inout StateReader, _ check: FunnelStateCheck) throws(StateError) -> OfUnit {
        var values: OfUnit = [:]
        for _ in 0..<(try reader.readCount(upTo: StateLimits.count)) {
            let key = try reader.readUInt32()
            let starts = try reader.readArray(of: Int64.self, count: check.rules.stepCount)
            try StateReader.require(
                key >> 16 < check.rules.breakdownCount && key & 0xFFFF < check.sliceCapacity
                    && starts.allSatisfy(StateLimits.isStart), "a start by value is out of reach")
            values[key] = starts
        }
        return values
    }
}
