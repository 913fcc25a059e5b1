import Analytics
import TerminalUI

/// How the chosen comparison came to stand where it does: evidence on the way to a call, and the lift with its interval.
struct EvidenceCharts {
    var arm: GoalSnapshot.Arm
    var goal: GoalSnapshot
    var words: VerdictWords
    /// Without evidence where there is none on the way to a call.
    var hasEvidence = true

    static let leastHeight = 6
    static let mostHeight = 18
    static let leastWidth = 70

    /// Two looks or more, at different times.
    var hasCourse: Bool {
        guard let first = arm.history.first, let last = arm.history.last else { return false }
        return last.time > first.time
    }

    /// What is said in place of the charts.
    var beginning: String { "the charts over time begin with the second look at \(arm.variant) on \(goal.name)" }

    func draw(in rect: Rect, into buffer: inout CellBuffer) {
        guard hasEvidence else {
            return drawLift(
                in: Rect(x: rect.x + 1, y: rect.y, width: rect.width - 2, height: rect.height), into: &buffer)
        }
        let half = rect.width / 2 - 1
        drawEvidence(in: Rect(x: rect.x + 1, y: rect.y, width: half - 1, height: rect.height), into: &buffer)
        drawLift(
            in: Rect(x: rect.x + half + 2, y: rect.y, width: rect.width - half - 3, height: rect.height), into: &buffer)
    }

    private func drawEvidence(in rect: Rect, into buffer: inout CellBuffer) {
        buffer.put(
            "evidence over time (\(arm.variant), \(goal.name)), 100 % calls", x: rect.x, y: rect.y, role: .heading,
            width: rect.width)
        let columns = rect.width - 6
        guard columns > 1 else { return }
        let course = Course(arm.history, columns: columns)
        let values: [Double?] = course.points.map { point in
            let value = point?.logEvidence ?? 0
            return value.isNaN ? nil : max(0, min(1, value))
        }
        let isTall = rect.height >= 10
        var axes = ChartAxes(
            top: "100 %", bottom: "0 %", ticks: course.ticks(words.format),
            levels: (isTall ? [0.25, 0.5, 0.75] : [0.5]).map {
                .init(fraction: $0, label: "\(words.format.whole($0 * 100)) %")
            })
        if let called = arm.firstCalled, arm.verdict != .splitBroken, let column = course.column(of: called) {
            axes.marks = [.init(index: column, text: words.sign(arm), role: words.role(arm.verdict))]
        }
        buffer.putChart(values, in: rect.splitTop(1).rest, axes: axes, maximum: 1, form: .line)
    }

    private func drawLift(in rect: Rect, into buffer: inout CellBuffer) {
        guard !goal.comparesDifferences else {
            buffer.put("compared by difference: no lift", x: rect.x, y: rect.y, role: .dim, width: rect.width)
            return
        }
        buffer.put(
            "lift in % with its interval (\(arm.variant), \(goal.name))", x: rect.x, y: rect.y, role: .heading,
            width: rect.width)
        guard let scale = EvidenceCharts.scale(of: arm.history) else {
            buffer.put("no lift yet", x: rect.x, y: rect.y + 1, role: .dim, width: rect.width)
            return
        }
        let top = label(scale.upperBound)
        let bottom = label(scale.lowerBound)
        let columns = rect.width - max(top.count, bottom.count) - 1
        guard columns > 1 else { return }
        let course = Course(arm.history, columns: columns)
        let points = course.points.map { point -> BandPoint? in
            guard let lift = point?.lift, let low = point?.liftLow, let high = point?.liftHigh, lift.isFinite,
                !low.isNaN, !high.isNaN
            else { return nil }
            return BandPoint(low: low, middle: lift, high: high)
        }
        buffer.putBand(
            points, scale: scale, in: rect.splitTop(1).rest,
            axes: ChartAxes(top: top, bottom: bottom, ticks: course.ticks(words.format)))
    }

    private func label(_ bound: Double) -> String {
        let points = words.format.whole(bound.magnitude * 100)
        return points == 0 ? "0" : (bound < 0 ? "\(words.format.glyphs.minus)" : "+") + "\(points)"
    }

    /// Round bounds around zero and the later half of the intervals; the first ones are wider than any screen.
    static func scale(of history: [EvidencePoint]) -> ClosedRange<Double>? {
        let later = history.dropFirst(history.count / 2)
        let lows = later.compactMap(\.liftLow).filter(\.isFinite)
        let highs = later.compactMap(\.liftHigh).filter(\.isFinite)
        guard let low = lows.min(), let high = highs.max() else { return nil }
        return -bound(max(0, -low))...max(bound(max(0, high)), 0.01)
    }

    private static func bound(_ value: Double) -> Double {
        let steps = [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.75, 1, 1.5, 2, 3, 5, 10]
        return steps.first { $0 >= value } ?? 10
    }
}
