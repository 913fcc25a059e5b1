import Analytics
import TerminalUI

/// One step: its numbers, its bar, and what was lost on the way to the next.
///
///      2 Added to cart                                  14,849   30.8 %   30.8 %   ▼ 0.4 pp
///        ██████████████████──────────────────────────────────────────────────────────────
///        ╰ 12,030 left  −81.0 % !  lost 11,391 · open   639          1 m 52 s  ▇▇▆▇▇▇▅▂▁▁
struct FunnelStepRow {
    var model: DashboardModel
    var funnel: FunnelSnapshot
    var index: Int
    var columns: FunnelColumns

    private var step: StepSnapshot { funnel.steps[index] }
    private var format: Formatting { model.format.near(funnel.isApproximate) }
    /// The way to the next step loses the most.
    private var losesMost: Bool { funnel.bottleneck == index + 1 }
    private var isChosen: Bool { model.stepSelection == index }

    func draw(x: Int, y: Int, rows: Int, into buffer: inout CellBuffer) {
        drawNumbers(x: x, y: y, into: &buffer)
        switch columns.density {
        case .one: break
        case .two: if rows >= 2 { drawDrop(x: x, y: y + 1, into: &buffer) }
        case .three:
            if rows >= 2 { drawBar(x: x, y: y + 1, into: &buffer) }
            if rows >= 3 { drawDrop(x: x, y: y + 2, into: &buffer) }
        }
    }

    private func drawNumbers(x: Int, y: Int, into buffer: inout CellBuffer) {
        let before = model.funnelBefore?.steps[index]
        // In one row there is no line for the drop: the step that too few arrive at bears the mark.
        let isMarked = columns.density == .one && funnel.bottleneck == index
        let role: Role = isChosen ? .selection : isMarked ? .worst : .text
        let number = "\(index + 1)"
        buffer.putNumber(number, end: x + 2, y: y, width: 2, role: isChosen ? .selection : .dim)
        // In text too: not every terminal shows a selection by colour, and the name may be all there is to colour.
        if isChosen { buffer.put(buffer.glyphs.rightArrow, x: x + (index < 9 ? 0 : 2), y: y, role: .selection) }
        let room = columns.nameWidth - (columns.density == .one && !columns.isCompact ? 2 : 1)
        let name = step.isOptional ? step.name + " (optional)" : step.name
        let width = min(room, CharacterWidth.ofText(buffer.glyphs.adapt(SafeText.make(name))))
        buffer.put(name, x: x + columns.nameStart, y: y, role: role, width: width)
        if isMarked {
            buffer.put(buffer.glyphs.worst, x: x + columns.nameStart + columns.nameWidth - 1, y: y, role: .worst)
        }
        buffer.putNumber(
            format.count(step.count, fitting: columns.usersWidth - 1), end: x + columns.users, y: y,
            width: columns.usersWidth - 1, role: model.role(step.count, before: before?.count))
        if let end = columns.ofAll {
            buffer.putNumber(format.percent(step.ofFirst), end: x + end, y: y, width: 8)
        }
        let ofPrevious =
            index == 0 ? (columns.isCompact ? format.percent(step.ofFirst) : "") : format.percent(step.ofPrevious)
        buffer.putNumber(
            ofPrevious, end: x + columns.ofPrevious, y: y, width: columns.isCompact ? 7 : 8,
            role: isMarked ? .worst : .number)
        drawChange(x: x, y: y, into: &buffer)
        if columns.density != .three { drawBar(x: x, y: y, into: &buffer) }
    }

    /// The step's share of the one before, against the same in the range before.
    private func drawChange(x: Int, y: Int, into buffer: inout CellBuffer) {
        guard let end = columns.change, index > 0, let previous = funnel.previousCounts,
            previous.count > index, previous[index - 1] > 0, let now = step.ofPrevious
        else { return }
        let then = Double(previous[index]) / Double(previous[index - 1])
        buffer.putNumber(
            format.difference(now, then), end: x + end, y: y, width: 10, role: .change(now - then))
    }

    private func drawBar(x: Int, y: Int, into buffer: inout CellBuffer) {
        // Of an open funnel a later step may have more users than the first: the largest fills the width.
        let largest = funnel.steps.map(\.count).max() ?? 0
        guard columns.barWidth > 0 else { return }
        let fraction = largest > 0 ? Double(step.count) / Double(largest) : 0
        if columns.isCompact {
            buffer.put(
                buffer.glyphs.bar(fraction: fraction, width: columns.barWidth), x: x + columns.barStart, y: y,
                role: .bar)
        } else {
            buffer.putBar(fraction: fraction, x: x + columns.barStart, y: y, width: columns.barWidth)
        }
    }

    private func drawDrop(x: Int, y: Int, into buffer: inout CellBuffer) {
        guard index + 1 < funnel.steps.count else { return }
        let role: Role = losesMost ? .worst : .text
        var at = x + columns.nameStart
        at += buffer.put(buffer.glyphs.hook, x: at, y: y, role: losesMost ? .worst : .dim) + 1
        buffer.put(format.count(step.dropped, fitting: 9), x: at, y: y, role: role, width: digits, alignment: .trailing)
        at += digits
        at += buffer.put(" left", x: at, y: y, role: losesMost ? .worst : .dim)
        buffer.put(
            format.loss(step.dropped, of: step.count), x: at, y: y, role: role, width: 9, alignment: .trailing)
        at += 10
        if losesMost { buffer.put(buffer.glyphs.worst, x: at, y: y, role: .worst) }
        drawDetails(x: at + 2, end: x + columns.width - 1, y: y, into: &buffer)
    }

    /// What fits of: lost and open, the time to the next step, the step's conversion over time. Given up from the last.
    private func drawDetails(x: Int, end: Int, y: Int, into buffer: inout CellBuffer) {
        var at = x
        let sums = " lost \(pad(step.lost, digits)) · open \(pad(step.open, digits - 1))"
        let excludes = funnel.steps.contains { $0.excluded > 0 }
        guard at + sums.count <= end else { return }
        at += buffer.put(sums, x: at, y: y, role: .dim)
        // The time is told before the excluded are; what became of the step's users has them in any case.
        let timeWidth = 11
        let forms = [
            " · excluded \(pad(step.excluded, 5))", " · excl. \(pad(step.excluded, 4))",
            " · excl \(pad(step.excluded, 3))",
        ]
        if excludes, let excluded = forms.first(where: { at + $0.count + timeWidth <= end }) {
            at += buffer.put(excluded, x: at, y: y, role: .dim)
        }
        guard at + timeWidth <= end else { return }
        let next = funnel.steps[index + 1].fromPrevious
        let time =
            model.isInLineOrder
            ? "" : format.estimate(format.duration(next?.median), isApproximate: next?.isApproximate ?? false)
        buffer.put(
            time, x: at, y: y, role: funnel.slowest == index + 1 ? .strong : .text, width: timeWidth,
            alignment: .trailing)
        at += timeWidth + 2
        let room = min(end - at, 32)
        guard room >= 5 else { return }
        let values = funnel.trend.conversion(from: index, to: index + 1)
        buffer.putSparkline(
            values.shares.resampled(to: room), x: at, y: y, width: room,
            provisionalFrom: values.provisionalFrom.map {
                $0 * min(room, values.shares.count) / max(1, values.shares.count)
            })
    }

    /// Room for the numbers of the drops: for the largest step, and never less than five digits.
    private var digits: Int {
        min(9, max(6, format.count(funnel.steps.map(\.count).max() ?? 0).count))
    }

    private func pad(_ number: Int, _ width: Int) -> String {
        let text = format.count(number, fitting: width)
        return String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

extension Role {
    /// A change in shares, as coloured where there is colour.
    static func change(_ difference: Double) -> Role {
        switch Formatting.Change(difference * 100) {
        case .up: .up
        case .down: .down
        case .same: .dim
        }
    }
}
