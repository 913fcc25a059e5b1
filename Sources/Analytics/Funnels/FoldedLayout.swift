/// Which words of a unit a folded record keeps, and how they lie in it.
///
/// Nothing is rounded: a unit unfolded again goes on with the same numbers. What is left out is what the rules can no
/// longer ask for, and the words of steps that were never reached.
struct FoldedLayout {
    /// How much of a unit may still be asked for.
    enum Extent: Int, CaseIterable {
        /// No event to come can carry its chains on: what it has reached, when, and how fast.
        case settled
        /// No event to come is of its last time: where its chains stand as well.
        case open
        /// Anything.
        case whole
    }

    private struct Form {
        /// Words of the unit in the order in which the folded record has them.
        var ranges: [Range<Int>]
        var stride: Int
        /// The low half of the status word holds the slices.
        var packsSlices: Bool
        var extent: Extent
    }

    private let rules: FunnelRules
    /// By steps kept, then by extent.
    private let forms: [Form]

    init(_ rules: FunnelRules) {
        self.rules = rules
        var forms: [Form] = []
        for width in 0...rules.stepCount {
            for extent in Extent.allCases { forms.append(FoldedLayout.form(width, extent, rules)) }
        }
        self.forms = forms
    }

    var formCount: Int { forms.count }

    /// Words of a record of a form.
    func stride(_ form: Int) -> Int { forms[form].stride }

    private static func form(_ width: Int, _ extent: Extent, _ rules: FunnelRules) -> Form {
        let layout = rules.layout
        var ranges: [Range<Int>] = [FunnelLayout.status..<FunnelLayout.status + 1]
        let packsSlices = extent != .whole && rules.breakdownCount <= 2
        if !packsSlices, rules.breakdownCount > 0 {
            ranges.append(layout.slices..<layout.slices + (rules.breakdownCount + 3) / 4)
        }
        ranges.append(layout.starts..<layout.starts + width)
        if layout.live != layout.starts { ranges.append(layout.live..<layout.live + width) }
        if width > 1 {
            ranges.append(layout.durations..<layout.durations + (width - 1) * (layout.hasWideDurations ? 2 : 1))
        }
        if extent != .settled {
            if width > 1 { ranges.append(layout.reached + 1..<layout.reached + width) }
            if layout.before != 0, extent == .whole || rules.method == .anyOrder {
                ranges.append(layout.before..<layout.before + rules.stepCount * (extent == .whole ? 2 : 1))
            }
        }
        if extent == .whole { ranges.append(FunnelLayout.lastTime..<FunnelLayout.lastTime + 1) }
        if layout.marks != 0 { ranges.append(layout.marks..<layout.marks + 1) }
        ranges.removeAll(where: \.isEmpty)
        return Form(
            ranges: ranges, stride: ranges.reduce(0) { $0 + $1.count }, packsSlices: packsSlices, extent: extent)
    }

    // MARK: Choosing

    /// The form for a unit; nil where nothing has to be kept of it, which makes it a new one when it comes back.
    ///
    /// - Parameters:
    ///   - isOver: no event to come is of its last time or before.
    ///   - horizon: no event before it will come.
    ///   - keepsAll: more than the numbers may be asked for (persons that are joined, sessions cut by silence).
    func form(of words: FunnelProgress.Words, isOver: Bool, horizon: Int64, keepsAll: Bool) -> Int? {
        let layout = rules.layout
        var width = rules.stepCount
        while width > 0, words[layout.starts + width - 1] == FunnelLayout.noStart,
            words[layout.live + width - 1] == FunnelLayout.noStart
        {
            width -= 1
        }
        var extent = Extent.whole
        if isOver, !keepsAll {
            if width == 0 {
                var status = FunnelStatus(words[FunnelLayout.status])
                status.present = 0
                status.hasShelvedTies = false
                status.isKnown = false
                let marks = layout.marks == 0 ? 0 : words[layout.marks] & 0xFFFF_FFFF
                let slices = (0..<(rules.breakdownCount + 3) / 4).allSatisfy { words[layout.slices + $0] == 0 }
                if status.bits == 0, marks == 0, slices { return nil }
            } else {
                extent = isSettled(words, width, horizon) ? .settled : .open
            }
        }
        return width * Extent.allCases.count + extent.rawValue
    }

    /// No chain of the unit can be carried on by an event at `horizon` or later.
    private func isSettled(_ words: FunnelProgress.Words, _ width: Int, _ horizon: Int64) -> Bool {
        let layout = rules.layout
        let steps = 0..<width
        if rules.window != .max,
            steps.allSatisfy({
                let start = max(words[layout.starts + $0], words[layout.live + $0])
                return start == FunnelLayout.noStart || start + rules.window < horizon
            })
        {
            return true
        }
        guard rules.stepWindow != .max, rules.method != .anyOrder else { return false }
        return steps.allSatisfy { step in
            let reached = step == 0 ? words[layout.live] : words[layout.reached + step]
            return reached == FunnelLayout.noStart || reached + rules.stepWindow < horizon
        }
    }

    // MARK: Folding

    func fold(_ words: FunnelProgress.Words, as index: Int, into folded: FunnelProgress.Words) {
        let form = forms[index]
        var place = 0
        for range in form.ranges {
            (folded + place).update(from: words + range.lowerBound, count: range.count)
            place += range.count
        }
        guard form.extent != .whole else { return }
        var status = FunnelStatus(folded[0])
        status.hasShelvedTies = false
        status.present =
            form.packsSlices && rules.breakdownCount > 0
            ? UInt32(truncatingIfNeeded: words[rules.layout.slices]) : 0
        folded[0] = status.word
    }

    /// Makes the words of a unit, set up as new, those that were folded.
    func unfold(_ folded: UnsafePointer<Int64>, _ index: Int, into words: FunnelProgress.Words) {
        let form = forms[index]
        let layout = rules.layout
        var place = 0
        for range in form.ranges {
            (words + range.lowerBound).update(from: folded + place, count: range.count)
            place += range.count
        }
        guard form.extent != .whole else { return }
        var status = FunnelStatus(words[FunnelLayout.status])
        if form.packsSlices, rules.breakdownCount > 0 { words[layout.slices] = Int64(status.present) }
        status.present = 0
        words[FunnelLayout.status] = status.word
        // Any time will do that is not later than the true one: what comes is later than both.
        var last = FunnelLayout.noStart
        for step in 0..<rules.stepCount {
            let start = words[layout.starts + step]
            if step > 0, form.extent == .settled, start != FunnelLayout.noStart { words[layout.reached + step] = start }
            last = max(last, start)
        }
        words[FunnelLayout.lastTime] = last
    }
}
