import Analytics
import TerminalUI

/// The funnel in words: how many convert, against before, where most are lost, what is slowest.
struct FunnelSummary {
    struct Span {
        var text: String
        var role: Role = .text
    }

    var model: DashboardModel
    var funnel: FunnelSnapshot
    var isCompact: Bool

    private var format: Formatting { model.format.near(funnel.isApproximate) }

    /// Lines of at most `width` cells.
    func lines(width: Int) -> [[Span]] {
        guard funnel.conversion != nil else {
            let when = model.range == nil ? "yet" : "in this range"
            return [fit([Span(text: "nobody has done step 1 \(when)", role: .dim)], width)]
        }
        let fallen = fallLine(width: width).map { [fit($0, width)] } ?? []
        // Where the experiments have no pane at the moment they have a line.
        let hasPane = model.layout.rect(of: .experiments) != nil
        let line = hasPane ? nil : model.experimentLine(width: width)
        let experiment = line.map { [fit([Span(text: $0.text, role: $0.role)], width)] }
        if isCompact {
            return [fit(model.segments.isEmpty ? compactLine : segmentsLine, width)] + fallen + (experiment ?? [])
        }
        return [fit(conversionLine, width)] + fallen + [fit(worstLine, width)]
            + (experiment ?? slowestLine.map { [fit($0, width)] } ?? [])
    }

    /// What broke since the range before: the step, and the value of the breakdown that has to do with it.
    private func fallLine(width: Int) -> [Span]? {
        guard model.comparesWithPrevious, let previous = funnel.previousCounts else { return nil }
        var texts: [String] = []
        let step = Fall.deepest(previous, funnel.steps.map(\.count))
        if let step {
            let names =
                isCompact ? "step \(step.step) → \(step.step + 1)" : "\(name(step.step - 1)) → \(name(step.step))"
            texts.append("! fell most: \(names) \(format.difference(step.fall.now, step.fall.before))")
        }
        if !isCompact, let row = model.breakdownTable?.fallen, let fall = row.fall {
            let value = "\(short(row.label)) \(format.difference(fall.now, fall.before))"
            let place = row.fallStep.map { " at \(name($0))" } ?? ""
            let start = texts.first.map { $0 + "   " } ?? "! "
            // Where the step has been named a word before, it may be left out.
            let forms = [start + value + place] + (row.fallStep == step?.step ? [start + value] : [])
            texts += forms.filter { CharacterWidth.ofText($0) <= width }.prefix(1)
            if texts.isEmpty { texts = [start + value] }
        }
        return texts.last.map { [Span(text: $0, role: .worst)] }
    }

    /// Of segments side by side, what each comes to.
    private var segmentsLine: [Span] {
        let sides = SegmentsCompare(model: model, funnel: funnel, density: .one).sides
        let shares = sides.map { share($0.counts) }
        guard sides.count == 2 else { return [] }
        let formats = sides.map { format.near($0.isApproximate) }
        let both = format.near(sides.contains(where: \.isApproximate))
        var spans = [
            Span(text: "\(short(sides[0].name)) "), Span(text: formats[0].percent(shares[0]), role: .strong),
            Span(text: "   \(short(sides[1].name)) "), Span(text: formats[1].percent(shares[1]), role: .strong),
            Span(
                text: "   " + both.difference(shares[0], shares[1]),
                role: .change((shares[0] ?? 0) - (shares[1] ?? 0))),
        ]
        if model.segments.count > 1 {
            spans.append(Span(text: "   everyone \(format.percent(funnel.conversion))", role: .dim))
        }
        return spans
    }

    private var conversionLine: [Span] {
        if !model.segments.isEmpty { return segmentsLine }
        let before = model.funnelBefore?.conversion
        var spans = [
            Span(
                text: format.percent(funnel.conversion),
                role: before != nil && before != funnel.conversion ? .changed : .strong),
            Span(text: " convert"),
        ]
        spans += changeSpans(long: true)
        if let matured = funnel.maturedConversion {
            spans.append(Span(text: "   matured \(format.percent(matured))", role: .dim))
        } else if funnel.definition.window != nil, funnel.conversion != nil {
            spans.append(Span(text: "   none matured yet", role: .dim))
        }
        return spans
    }

    private var compactLine: [Span] {
        var spans = [Span(text: format.percent(funnel.conversion), role: .strong), Span(text: " convert")]
        spans += changeSpans(long: false)
        if let worst, funnel.steps.indices.contains(worst) {
            spans.append(Span(text: "   ! step \(worst) → \(worst + 1)", role: .worst))
        }
        return spans
    }

    private func changeSpans(long: Bool) -> [Span] {
        guard model.comparesWithPrevious, let range = model.range, let previous = funnel.previousCounts.flatMap(share),
            let now = funnel.conversion
        else { return [] }
        let text = format.difference(now, previous)
        let same = Formatting.Change((now - previous) * 100) == .same
        var spans = [Span(text: (long ? "   " : " ") + (same ? "as much as" : text), role: .change(now - previous))]
        if long {
            spans.append(Span(text: (same ? " " : " against ") + format.before(range), role: .dim))
        } else if same {
            spans[0].text = " = as before"
        }
        return spans
    }

    /// The step most are lost before; nil when nobody is.
    private var worst: Int? {
        guard let worst = funnel.bottleneck, worst > 0, worst < funnel.steps.count else { return nil }
        return worst
    }

    private var worstLine: [Span] {
        guard let worst else { return [Span(text: "nobody was lost on the way yet", role: .dim)] }
        let step = funnel.steps[worst - 1]
        return [
            Span(text: "! worst drop: \(name(worst - 1)) → \(name(worst))", role: .worst),
            Span(
                text: "   \(format.percent(step.count > 0 ? Double(step.dropped) / Double(step.count) : nil)) leave",
                role: .text),
        ]
    }

    private var slowestLine: [Span]? {
        guard let slowest = funnel.slowest, slowest > 0, slowest < funnel.steps.count,
            let time = funnel.steps[slowest].fromPrevious, !model.isInLineOrder
        else { return nil }
        let text = format.estimate(format.duration(time.median), isApproximate: time.isApproximate)
        return [
            Span(text: "  slowest: \(name(slowest - 1)) → \(name(slowest))", role: .dim),
            Span(text: "   \(text) for half of them", role: .dim),
        ]
    }

    /// A step's name, short enough for two in a line.
    private func name(_ index: Int) -> String {
        short(funnel.steps[index].name)
    }

    private func short(_ text: String) -> String {
        let name = SafeText.make(text)
        return name.count > 24 ? String(name.prefix(23)) + "…" : name
    }

    /// Whole spans from the left as long as they fit; the first is cut rather than left out.
    private func fit(_ spans: [Span], _ width: Int) -> [Span] {
        var used = 0
        var kept: [Span] = []
        for span in spans {
            let cells = CharacterWidth.ofText(span.text)
            if used + cells > width {
                if kept.isEmpty { kept.append(Span(text: String(span.text.prefix(max(0, width))), role: span.role)) }
                break
            }
            used += cells
            kept.append(span)
        }
        return kept
    }
}
