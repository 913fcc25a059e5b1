import Expressions

/// Puts one funnel's numbers together.
struct FunnelSnapshotBuilder {
    let box: MachineBox<FunnelMachine>
    let frame: SnapshotFrame
    let names: TextTable

    private var rules: FunnelRules { box.machine.rules }
    private var tally: FunnelTally { box.machine.tally }

    /// - Parameter text: the text behind a breakdown's text id.
    func snapshot(text: (_ breakdown: Int, _ id: UInt32) -> String) -> FunnelSnapshot {
        var scan = UnitScan(box.machine, frame: frame)
        let counts = frame.counts(tally)
        var snapshot = FunnelSnapshot(
            definition: box.machine.definition, expression: FunnelPrinter.text(box.machine.definition),
            steps: steps(counts, &scan))
        let last = rules.stepCount - 1
        snapshot.conversion = fraction(counts[last], counts[0])
        snapshot.trend = frame.trend(tally, window: rules.window)
        snapshot.maturedConversion = maturedConversion(scan, snapshot.trend)
        snapshot.previousCounts = frame.previousCounts(tally)
        snapshot.bottleneck = bottleneck(snapshot.steps)
        snapshot.slowest = (1...last).filter { snapshot.steps[$0].fromPrevious != nil }.max {
            (snapshot.steps[$0].fromPrevious?.median ?? 0) < (snapshot.steps[$1].fromPrevious?.median ?? 0)
        }
        snapshot.histogram = TimeBins.histogram(
            rules.isAdditive ? .log(tally.fromFirst[last]) : .ticks(scan.fromFirst[last]))
        snapshot.nextActions = nextActions()
        snapshot.breakdowns = box.machine.breakdowns.indices.map { breakdown($0, scan, text) }
        return snapshot
    }

    /// Of units whose latest entry can no longer convert; where attempts are counted, or of the past, of the buckets of
    /// the trend that are final.
    private func maturedConversion(_ scan: UnitScan, _ trend: Trend) -> Double? {
        guard rules.isAdditive || frame.isPast else { return fraction(scan.maturedConversions, scan.matured) }
        let final = trend.buckets.filter(\.isFinal)
        return fraction(
            final.reduce(0) { $0 + $1.counts[rules.stepCount - 1] }, final.reduce(0) { $0 + $1.counts[0] })
    }

    private func fraction(_ part: Int, _ whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }

    // MARK: Steps

    private func steps(_ counts: [Int], _ scan: inout UnitScan) -> [StepSnapshot] {
        let definition = box.machine.definition
        var steps: [StepSnapshot] = []
        for index in 0..<rules.stepCount {
            var step = StepSnapshot(name: definition.steps[index].name)
            step.isOptional = rules.isOptional(index)
            step.count = counts[index]
            step.ofFirst = fraction(counts[index], counts[0])
            step.ofPrevious = index == 0 ? (counts[0] > 0 ? 1 : nil) : fraction(counts[index], counts[base(of: index)])
            step.revenue = frame.revenue(tally, index)
            drop(&step, index, counts, scan)
            if index > 0 {
                if rules.isAdditive {
                    step.fromPrevious = TimeSummary(tally.fromPrevious[index])
                    step.fromFirst = TimeSummary(tally.fromFirst[index])
                } else {
                    step.fromPrevious = scan.summaryFromPrevious(index)
                    step.fromFirst = scan.summaryFromFirst(index)
                }
            }
            steps.append(step)
        }
        return steps
    }

    /// The step that a step's share is of: the one before it that may not be skipped.
    private func base(of step: Int) -> Int {
        var base = step - 1
        while base > 0, rules.isOptional(base) { base -= 1 }
        return base
    }

    private func drop(_ step: inout StepSnapshot, _ index: Int, _ counts: [Int], _ scan: UnitScan) {
        guard index < rules.stepCount - 1 else { return }
        if rules.isAdditive, frame.isWhole {
            step.dropped = tally.furthest[index + 1]
            step.open = scan.open[index]
            step.excluded = tally.excluded[index + 1] + (rules.method == .attempts ? 0 : scan.excluded[index])
        } else if rules.isAdditive || frame.isPast {
            var next = index + 1
            while next < rules.stepCount - 1, rules.isOptional(next) { next += 1 }
            step.dropped = max(0, counts[index] - counts[next])
            step.open = frame.isPast ? 0 : min(step.dropped, scan.open[index])
            step.excluded = frame.isPast ? 0 : min(step.dropped - step.open, tally.excluded[index + 1])
        } else {
            step.dropped = scan.dropped[index]
            step.open = scan.open[index]
            step.excluded = scan.excluded[index]
        }
        step.lost = step.dropped - step.open - step.excluded
    }

    private func bottleneck(_ steps: [StepSnapshot]) -> Int? {
        let worst = (0..<steps.count - 1).max { steps[$0].dropped < steps[$1].dropped }
        guard let worst, steps[worst].dropped > 0 else { return nil }
        // The way leads to the next step that may not be skipped.
        var next = worst + 1
        while next < steps.count - 1, steps[next].isOptional { next += 1 }
        return next
    }

    // MARK: Next actions

    private func nextActions() -> [NextAction] {
        (1...rules.stepCount).flatMap { level -> [NextAction] in
            var actions = tally.nextActions[level].enumerated().filter { $0.element > 0 }
                .map { NextAction(afterStep: level, event: names.texts[$0.offset], users: $0.element) }
                .sorted { ($1.users, $0.event ?? "") < ($0.users, $1.event ?? "") }
            if actions.count > 12 { actions.removeLast(actions.count - 12) }
            if tally.awaiting[level] > 0 {
                actions.append(NextAction(afterStep: level, event: nil, users: tally.awaiting[level]))
            }
            return actions
        }
    }

    // MARK: Breakdowns

    private func breakdown(
        _ index: Int, _ scan: UnitScan, _ text: (_ breakdown: Int, _ id: UInt32) -> String
    ) -> BreakdownSnapshot {
        let table = box.machine.sliceTables[index]
        let slices = tally.slices[index]
        var named: [(slice: UInt16, value: BreakdownValue)] = []
        for (offset, id) in table.textIDs.enumerated() {
            let slice = SliceTable.firstValue + UInt16(offset)
            guard let tally = slices.existing(slice) else { continue }
            var value = BreakdownValue(label: .value(text(index, id)), counts: frame.counts(tally))
            guard value.counts.contains(where: { $0 > 0 }) else { continue }
            value.previousCounts = frame.previousCounts(tally)
            named.append((slice, value))
        }
        named.sort { ($1.value.counts[0], $0.slice) < ($0.value.counts[0], $1.slice) }
        var values = named.prefix(frame.request.valueLimit).map { finished($0.value, [$0.slice], index, scan) }
        let rest = named.dropFirst(frame.request.valueLimit).map(\.slice)
        if let other = merged(.other, rest + [SliceTable.other], index, scan) { values.append(other) }
        if let none = merged(.none, [SliceTable.pending, SliceTable.none], index, scan) { values.append(none) }
        return BreakdownSnapshot(
            field: box.machine.breakdowns[index].field, attribution: box.machine.breakdowns[index].attribution,
            values: values, distinctValues: named.count + table.unlisted)
    }

    private func merged(
        _ label: BreakdownValue.Label, _ members: [UInt16], _ index: Int, _ scan: UnitScan
    ) -> BreakdownValue? {
        let tallies = members.compactMap { tally.slices[index].existing($0) }
        var value = BreakdownValue(label: label, counts: Array(repeating: 0, count: rules.stepCount))
        for tally in tallies {
            value.counts = zip(value.counts, frame.counts(tally)).map(+)
            if let previous = frame.previousCounts(tally) {
                value.previousCounts = zip(value.previousCounts ?? previous.map { _ in 0 }, previous).map(+)
            }
        }
        guard value.counts.contains(where: { $0 > 0 }) else { return nil }
        return finished(value, members, index, scan)
    }

    private func finished(
        _ value: BreakdownValue, _ members: [UInt16], _ index: Int, _ scan: UnitScan
    ) -> BreakdownValue {
        var value = value
        value.conversion = value.counts.last.flatMap { fraction($0, value.counts[0]) }
        var ticks = members.flatMap { slice in
            Int(slice) < scan.conversions[index].count ? scan.conversions[index][Int(slice)] : []
        }
        value.medianSeconds =
            rules.isAdditive ? nil : TimeSummary(ticks: &ticks)?.median
        return value
    }
}
