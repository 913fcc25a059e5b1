/// What happens when an event completes a step.
extension FunnelProgress {
    /// Books that `event` fills `step` for a chain begun at `start`, which was at its step before at `previous`.
    ///
    /// The chain counts for the unit's level when no later start has reached the step.
    func complete(_ step: Int, start: Int64, previous: Int64, _ event: StepEvent, _ words: Words, _ mode: Mode) {
        if event.revenue != StepEvent.noRevenue {
            tally.addRevenue(step, event.revenue, start: start, mode.sign)
        }
        if rules.breakdownCount > 0 { attribute(step, event, words, mode) }
        raise(step, start: start, previous: previous, time: event.time, words, mode)
    }

    /// Moves the unit's latest start for `step` to `start` when that is later.
    func raise(_ step: Int, start: Int64, previous: Int64, time: Int64, _ words: Words, _ mode: Mode) {
        let layout = rules.layout
        let old = words[layout.starts + step]
        guard start > old else { return }
        words[layout.starts + step] = start
        let sign = mode.sign
        if step > 0, rules.method != .anyOrder || old == FunnelLayout.noStart {
            let durations = StepDurations(
                fromFirst: ticks(time - start), fromPrevious: ticks(time - previous))
            if rules.isAdditive, sign != 0 {
                if old != FunnelLayout.noStart {
                    tally.addDurations(step, StepDurations(words[layout.durations + step - 1]), -sign)
                }
                tally.addDurations(step, durations, sign)
            }
            words[layout.durations + step - 1] = durations.word
        }
        var status = FunnelStatus(words[FunnelLayout.status])
        if step + 1 > status.level {
            status.level = step + 1
            words[FunnelLayout.status] = status.word
        }
        if sign != 0 { tally.addLevel(step, old: old, new: start, time: time, slices(words), sign) }
    }

    private func ticks(_ microseconds: Int64) -> UInt32 {
        UInt32(clamping: max(0, microseconds) / rules.tick)
    }

    func slices(_ words: Words) -> SIMD8<UInt16> {
        guard rules.breakdownCount > 0 else { return SIMD8() }
        var slices = SIMD8<UInt16>()
        let packed = UnsafeRawPointer(words + rules.layout.slices).assumingMemoryBound(to: UInt16.self)
        for index in 0..<rules.breakdownCount { slices[index] = packed[index] }
        return slices
    }

    /// Gives the unit its value for each breakdown that looks at this event.
    private func attribute(_ step: Int, _ event: StepEvent, _ words: Words, _ mode: Mode) {
        let packed = UnsafeMutableRawPointer(words + rules.layout.slices).assumingMemoryBound(to: UInt16.self)
        for index in 0..<rules.breakdownCount {
            let old = packed[index]
            let new: UInt16 =
                switch attributions[index] {
                case .first: old == SliceTable.unset && (step == 0 || rules.isOpen) ? event.slices[index] : old
                case .last: event.slices[index]
                case .step(let wanted): old <= SliceTable.pending && step == wanted - 1 ? event.slices[index] : old
                case .all: SliceTable.none
                }
            let settled = new == SliceTable.unset ? SliceTable.pending : new
            guard settled != old else { continue }
            packed[index] = settled
            if old != SliceTable.unset, mode.sign != 0 {
                moveLevels(breakdown: index, from: old, to: settled, event.time, words, mode.sign)
            }
        }
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

/// Two times in ticks (`FunnelRules.tick`), packed into one word.
struct StepDurations {
    var fromFirst: UInt32
    var fromPrevious: UInt32

    init(fromFirst: UInt32, fromPrevious: UInt32) {
        self.fromFirst = fromFirst
        self.fromPrevious = fromPrevious
    }

    init(_ word: Int64) {
        fromFirst = UInt32(truncatingIfNeeded: word)
        fromPrevious = UInt32(truncatingIfNeeded: word >> 32)
    }

    var word: Int64 { Int64(bitPattern: UInt64(fromFirst) | UInt64(fromPrevious) << 32) }
}
