import Analytics
import TerminalUI

/// The arms on the chosen goal: counts, value, lift with its interval on one scale, evidence, verdict.
///
///      arm       users  converted    rate     lift   interval             evidence             verdict
///      A        24,101        774  3.21 %  control
///     ▸B        24,109        887  3.68 %  +14.6 %   ─┼─▐███▌  +2.1 … +28.6   ████ 100 %  e = 41   ★ winner
struct ArmsTable {
    var model: DashboardModel
    var shown: ShownExperiment
    var goal: GoalSnapshot
    var columns: Columns

    init(model: DashboardModel, shown: ShownExperiment, goal: GoalSnapshot, width: Int) {
        self.model = model
        self.shown = shown
        self.goal = goal
        columns = Columns(
            width: width, isNear: shown.experiment.isApproximate,
            longestName: goal.arms.reduce(0) { max($0, CharacterWidth.ofText(SafeText.make($1.variant))) })
    }

    /// Widths by the room alone; zero leaves the column out. Counts and verdicts are given up last.
    struct Columns {
        var arm = 9
        var users = 0
        var reached = 0
        var value = 0
        var lift = 8
        var bar = 0
        var interval = 0
        var evidenceBar = 0
        var evidence = 0
        var eValue = 0
        static let verdict = 17

        /// Names that begin alike, as those of crossed factors do, are worth more room than bars and intervals.
        ///
        /// - Parameter isNear: numbers have a sign before them.
        init(width: Int, isNear: Bool, longestName: Int) {
            if isNear { lift += 1 }
            arm = min(max(arm, longestName + 1), max(arm, min(28, width / 4)))
            var room = width - 2 - arm - lift - Columns.verdict
            func take(_ path: WritableKeyPath<Columns, Int>, _ columns: Int, _ self: inout Columns) {
                guard room >= columns else {
                    // What comes later is worth less: it does not jump in where something better found no room.
                    room = 0
                    return
                }
                room -= columns
                self[keyPath: path] = columns
            }
            take(\.users, isNear ? 9 : 8, &self)
            take(\.reached, 10, &self)
            take(\.value, isNear ? 10 : 9, &self)
            take(\.interval, 15, &self)
            take(\.evidence, 7, &self)
            take(\.evidenceBar, 9, &self)
            take(\.eValue, 9, &self)
            take(\.bar, 12, &self)
            if bar == 0 {
                arm += min(room, 9)
            } else {
                let more = min(room / 2, 12)
                bar += more
                evidenceBar += min(room - more, 12)
            }
        }

        var hasEvidence: Bool { evidenceBar > 0 }
    }

    var height: Int { 1 + goal.arms.count }

    private var isBroken: Bool { shown.experiment.isBroken }
    private var areCalled: Bool { !shown.experiment.isMultivariate }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        drawHeading(in: rect, into: &buffer)
        let scale = ArmsTable.scale(of: shown.compared(goal), goal)
        for (position, arm) in goal.arms.enumerated() {
            draw(arm, scale: scale, x: rect.x, y: rect.y + 1 + position, into: &buffer)
        }
    }

    private func drawHeading(in rect: Rect, into buffer: inout CellBuffer) {
        let y = rect.y
        var x = rect.x + 1
        buffer.put("arm", x: x, y: y, role: .heading, width: columns.arm)
        x += columns.arm
        for (title, width) in [
            ("users", columns.users), (VerdictWords.reached(goal.kind), columns.reached),
            (VerdictWords.value(goal.kind), columns.value),
            (goal.comparesDifferences ? "change" : "lift", columns.lift),
        ] where width > 0 {
            x += width
            buffer.putNumber(title, end: x, y: y, width: width - 1, role: .heading)
        }
        let wide = columns.bar + columns.interval
        if wide > 0 {
            buffer.put(
                wide >= 29 ? "interval, 95 % at all times" : wide >= 23 ? "interval, 95 % always" : "95 % interval",
                x: x + 2, y: y, role: .heading,
                width: wide - 2)
            x += wide
        }
        let evidence = columns.evidenceBar + columns.evidence + columns.eValue
        if evidence > 0 {
            buffer.put(
                evidence > 9 ? "evidence" : "evid.", x: x + 2, y: y, role: .heading, width: evidence - 2)
            x += evidence
        }
        buffer.put("verdict", x: x + 2, y: y, role: .heading, width: Columns.verdict - 2)
    }

    private func draw(
        _ arm: GoalSnapshot.Arm, scale: ClosedRange<Double>, x left: Int, y: Int, into buffer: inout CellBuffer
    ) {
        let format = model.format(shown.experiment)
        let isControl = arm.variant == shown.experiment.control
        let isChosen = arm.variant == shown.variant
        let old = model.armBefore(arm.variant, goal, in: shown.experiment)
        var x = left + 1
        if isChosen { buffer.put(buffer.glyphs.rightArrow, x: left, y: y, role: .selection) }
        buffer.put(
            arm.variant.isEmpty ? "(empty)" : arm.variant, x: x, y: y, role: isChosen ? .strong : .text,
            width: columns.arm)
        x += columns.arm
        let reached = goal.kind == .averageOrderValue ? arm.orders : arm.reached
        let before = goal.kind == .averageOrderValue ? old?.orders : old?.reached
        for (text, width, role) in [
            (
                format.count(arm.users, fitting: columns.users - 1), columns.users,
                model.role(arm.users, before: old?.users)
            ),
            (format.count(reached, fitting: 9), columns.reached, model.role(reached, before: before)),
            (format.value(arm.value, of: goal.kind), columns.value, Role.number),
            (
                isControl ? "control" : arm.verdict == nil ? "" : format.comparison(arm, of: goal), columns.lift,
                isControl || isBroken ? Role.dim : Role.strong
            ),
        ] where width > 0 {
            x += width
            buffer.putNumber(text, end: x, y: y, width: width - 1, role: role)
        }
        guard !isControl, arm.verdict != nil else { return }
        if columns.bar > 0 {
            if let ends = ArmsTable.ends(of: arm, goal) {
                buffer.putInterval(
                    ends, scale: scale, x: x + 2, y: y, width: columns.bar - 2,
                    role: isBroken ? .barTrack : arm.verdict == .winner && areCalled ? .winner : .bar)
            }
            x += columns.bar
        }
        if columns.interval > 0 {
            buffer.putNumber(
                format.interval(arm, of: goal), end: x + columns.interval, y: y, width: columns.interval - 2,
                role: isBroken ? .dim : .number)
            x += columns.interval
        }
        x = drawEvidence(arm, x: x, y: y, into: &buffer)
        let verdict = ArmsTable.verdict(arm, isCalled: areCalled, model.words)
        buffer.put(
            verdict.text, x: x + 2, y: y, role: verdict.role, width: min(Columns.verdict - 2, buffer.width - x - 2))
    }

    /// Combinations of a multivariate test have a verdict only while something is missing or broken.
    static func verdict(
        _ arm: GoalSnapshot.Arm, isCalled: Bool, _ words: VerdictWords
    ) -> (text: String, role: Role) {
        switch arm.verdict {
        case .winner, .loser, .noDifference, .leaning, .undecided:
            if !isCalled { return ("never called", .dim) }
        case .collecting, .noData, .splitBroken, nil: break
        }
        return (words.signed(arm), words.role(arm.verdict))
    }

    private func drawEvidence(_ arm: GoalSnapshot.Arm, x: Int, y: Int, into buffer: inout CellBuffer) -> Int {
        var x = x
        guard !isBroken, areCalled, !arm.isNotCompared else {
            // There is none to be trusted, or none on the way to a call.
            x += columns.evidenceBar + columns.evidence
            if columns.evidence > 0 {
                buffer.putNumber(model.format.nothing, end: x, y: y, width: columns.evidence - 1, role: .dim)
            }
            return x + columns.eValue
        }
        if columns.evidenceBar > 0 {
            buffer.putEvidence(arm, x: x + 2, y: y, width: columns.evidenceBar - 2)
            x += columns.evidenceBar
        }
        if columns.evidence > 0 {
            x += columns.evidence
            buffer.putNumber(model.format.evidence(arm.logEvidence), end: x, y: y, width: columns.evidence - 1)
        }
        if columns.eValue > 0 {
            let value = model.format.evidenceValue(arm.adjustedE ?? (goal.isPrimary ? nil : arm.eValue))
            buffer.put(value, x: x + 1, y: y, role: .dim, width: columns.eValue - 1, alignment: .trailing)
            x += columns.eValue
        }
        return x
    }

    /// The interval on the scale it is drawn on; nil where there is none that could be drawn.
    static func ends(of arm: GoalSnapshot.Arm, _ goal: GoalSnapshot) -> ClosedRange<Double>? {
        let low = goal.comparesDifferences ? arm.differenceLow : arm.liftLow
        let high = goal.comparesDifferences ? arm.differenceHigh : arm.liftHigh
        guard let low, let high, low <= high, low.isFinite || high.isFinite else { return nil }
        return max(low, -1e300)...min(high, 1e300)
    }

    /// One scale for all: around zero, and no wider than makes the narrow intervals readable.
    static func scale(of arms: [GoalSnapshot.Arm], _ goal: GoalSnapshot) -> ClosedRange<Double> {
        let all = arms.compactMap { ends(of: $0, goal) }
        guard let narrowest = all.map({ max($0.upperBound.magnitude, $0.lowerBound.magnitude) }).min(), narrowest > 0
        else { return -1...1 }
        let bound = narrowest * 3
        let low = max(-bound, min(0, all.map(\.lowerBound).min() ?? 0))
        let high = min(bound, max(0, all.map(\.upperBound).max() ?? 0))
        let air = (high - low) * 0.08
        return (low - air)...(high + air)
    }
}

extension CellBuffer {
    /// Evidence on the way to a call, and a stroke where it once stood higher.
    ///
    ///     ████──│───
    mutating func putEvidence(_ arm: GoalSnapshot.Arm, x: Int, y: Int, width: Int) {
        let now = max(0, min(1, arm.logEvidence ?? 0))
        putBar(fraction: now, x: x, y: y, width: width, role: arm.verdict == .winner ? .winner : .bar)
        guard let peak = arm.peakEvidence, peak > 0, width > 1 else { return }
        let place = Int(min(1, peak) * Double(width) + 0.5) - 1
        let filled = Int(now * Double(width) + 0.5)
        guard place > filled else { return }
        put(String(glyphs.vertical), x: x + place, y: y, role: .dim, width: 1)
    }
}
