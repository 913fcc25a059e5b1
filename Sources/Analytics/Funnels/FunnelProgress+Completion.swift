/// What happens when an event completes a step.
extension FunnelProgress {
    /// Books that `event` fills `step` for a chain begun at `start`, which was at its step before at `previous`
    /// (`FunnelLayout.noStart` when the chain begins here).
    ///
    /// The chain counts for the unit's level when no later start has reached the step.
    /// - Parameter isLatest: false for an event that waited for one of the same time that arrived after it.
    func complete(
        _ step: Int, start: Int64, previous: Int64, _ event: StepEvent, isLatest: Bool = true, _ words: Words,
        _ mode: Mode
    ) {
        if event.revenue != StepEvent.noRevenue {
            tally.addRevenue(step, event.revenue, start: start, mode.sign)
        }
        if rules.breakdownCount > 0 { attribute(step, start, event, isLatest, words, mode) }
        raise(step, start: start, previous: previous, time: event.time, words, mode)
    }

    /// Moves the unit's latest start for `step` to `start` when that is later.
    func raise(_ step: Int, start: Int64, previous: Int64, time: Int64, _ words: Words, _ mode: Mode) {
        let layout = rules.layout
        let old = words[layout.starts + step]
        guard start > old else { return }
        words[layout.starts + step] = start
        let sign = mode.sign
        // In any order the times are those of the first time the unit got so far.
        if step > 0, rules.order != .any || old == FunnelLayout.noStart {
            let durations =
                previous == FunnelLayout.noStart
                ? StepDurations.none : StepDurations(from: start, previous, to: time)
            if rules.isAdditive, sign != 0 {
                if old != FunnelLayout.noStart {
                    tally.addDurations(step, layout.durations(step, words), -sign)
                }
                tally.addDurations(step, durations, sign)
            }
            layout.setDurations(durations, step, words)
        }
        var status = FunnelStatus(words[FunnelLayout.status])
        if step + 1 > status.level {
            tally.addFurthest(from: status.level, to: step + 1, sign)
            status.level = step + 1
            status.awaiting = step + 1
            words[FunnelLayout.status] = status.word
        }
        if sign != 0 { tally.addLevel(step, old: old, new: start, time: time, slices(words), sign) }
    }

    func slices(_ words: Words) -> SIMD8<UInt16> {
        guard rules.breakdownCount > 0 else { return SIMD8() }
        var slices = SIMD8<UInt16>()
        let packed = UnsafeRawPointer(words + rules.layout.slices).assumingMemoryBound(to: UInt16.self)
        for index in 0..<rules.breakdownCount { slices[index] = packed[index] }
        return slices
    }

    /// Gives the unit its value for each breakdown that looks at this event.
    private func attribute(
        _ step: Int, _ start: Int64, _ event: StepEvent, _ isLatest: Bool, _ words: Words, _ mode: Mode
    ) {
        let packed = UnsafeMutableRawPointer(words + rules.layout.slices).assumingMemoryBound(to: UInt16.self)
        for index in 0..<rules.breakdownCount {
            let old = packed[index]
            let new: UInt16
            switch attributions[index] {
            case .first: new = old <= SliceTable.pending && (step == 0 || rules.isOpen) ? event.slices[index] : old
            case .last: new = isLatest || old == SliceTable.unset ? event.slices[index] : old
            case .step(let wanted):
                new = old <= SliceTable.pending && step == wanted - 1 ? event.slices[index] : old
            case .all:
                // The unit's own slice stays unset: it is counted under each value by itself.
                count(step, start, underSlice: event.slices[index], of: index, event.time, words, mode)
                continue
            }
            let settled = new == SliceTable.unset ? SliceTable.pending : new
            guard settled != old else { continue }
            packed[index] = settled
            if old != SliceTable.unset, mode.sign != 0 {
                moveLevels(breakdown: index, from: old, to: settled, event.time, words, mode.sign)
            }
        }
    }

    /// Counts `step` under one of possibly several values of the unit.
    private func count(
        _ step: Int, _ start: Int64, underSlice slice: UInt16, of breakdown: Int, _ time: Int64, _ words: Words,
        _ mode: Mode
    ) {
        let old = values.raise(
            unit: Int(words[rules.layout.unit]), breakdown: breakdown, slice: slice, step, to: start, rules.stepCount)
        guard let old, mode.sign != 0 else { return }
        tally.addLevel(step, old: old, new: start, time: time, breakdown: breakdown, slice: slice, mode.sign)
    }

    /// The unit's value has changed: all its levels are counted under the new one from `time` on.
    private func moveLevels(
        breakdown: Int, from old: UInt16, to new: UInt16, _ time: Int64, _ words: Words, _ sign: Int
    ) {
        for step in 0..<rules.stepCount {
            let start = words[rules.layout.starts + step]
            guard start != FunnelLayout.noStart else { continue }
            tally.moveLevel(step, start: start, time: time, breakdown: breakdown, from: old, to: new, sign)
        }
    }
}
