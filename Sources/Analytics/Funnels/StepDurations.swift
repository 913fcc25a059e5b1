/// The times a chain took to a step, in ticks.
struct StepDurations: Equatable {
    /// Microseconds in a tick.
    static let tick: Int64 = 1_000

    var fromFirst: Int64
    var fromPrevious: Int64

    /// Of a chain that begins at this step.
    static let none = StepDurations(fromFirst: -1, fromPrevious: -1)

    init(fromFirst: Int64, fromPrevious: Int64) {
        self.fromFirst = fromFirst
        self.fromPrevious = fromPrevious
    }

    /// Within a grace a step may come before its predecessor: no time passed between them.
    init(from start: Int64, _ previous: Int64, to time: Int64) {
        fromFirst = max(0, time - start) / StepDurations.tick
        fromPrevious = max(0, time - previous) / StepDurations.tick
    }
}

extension FunnelLayout {
    /// One word holds both times of a step where windows keep them below 2³² ticks (49 days), otherwise each has its own.
    func durations(_ step: Int, _ words: UnsafeMutablePointer<Int64>) -> StepDurations {
        if hasWideDurations {
            let at = durations + 2 * (step - 1)
            return StepDurations(fromFirst: words[at], fromPrevious: words[at + 1])
        }
        let word = words[durations + step - 1]
        if word == -1 { return .none }
        return StepDurations(fromFirst: word & 0xFFFF_FFFF, fromPrevious: word >> 32 & 0xFFFF_FFFF)
    }

    func setDurations(_ new: StepDurations, _ step: Int, _ words: UnsafeMutablePointer<Int64>) {
        if hasWideDurations {
            let at = durations + 2 * (step - 1)
            words[at] = new.fromFirst
            words[at + 1] = new.fromPrevious
        } else {
            words[durations + step - 1] = new == .none ? -1 : new.fromFirst | new.fromPrevious << 32
        }
    }
}
