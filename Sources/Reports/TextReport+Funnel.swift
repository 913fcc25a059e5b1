import Analytics
import Expressions
import TerminalUI

extension TextReport {
    /// One funnel with all that is known of it.
    mutating func write(_ funnel: FunnelSnapshot) {
        addHeading(safe(funnel.name), remark(of: funnel))
        let exact = numbers
        numbers = near(funnel.isApproximate)
        writeSteps(funnel)
        writeSummary(funnel)
        writeTimes(funnel)
        writeTrend(funnel)
        for breakdown in funnel.breakdowns { write(breakdown, of: funnel) }
        writeSegments(funnel)
        writeNextActions(funnel)
        numbers = exact
    }

    private func remark(of funnel: FunnelSnapshot) -> String {
        let definition = funnel.definition
        var parts: [String] = []
        if let window = definition.window { parts.append("within " + numbers.span(microseconds: window.microseconds)) }
        if let window = definition.stepWindow {
            parts.append("within_step " + numbers.span(microseconds: window.microseconds))
        }
        switch definition.order {
        case .ordered: break
        case .strict: parts.append("strict order")
        case .any: parts.append("any order")
        }
        switch definition.counting {
        case .unique: parts.append("unique " + safe(definition.unitField ?? "users"))
        case .total: parts.append("attempts")
        case .session: parts.append("sessions")
        }
        return parts.joined(separator: " \(glyphs.bullet) ")
    }

    /// ```
    ///   step                                        users  of first  of prev    median
    /// 1 product_viewed                             48,210     100 %
    ///   ██████████████████████████████████████████████████████████████████████████████
    ///   ╰ 33,361 left  −69.2 % !   lost 32,157 · open 1,204 · excluded 0
    /// ```
    private mutating func writeSteps(_ funnel: FunnelSnapshot) {
        let hasRevenue = funnel.steps.contains { $0.revenue != nil }
        let nameWidth = TextReport.width - 4 - 11 - 10 - 10 - 11 - (hasRevenue ? 14 : 0)
        func line(_ name: String, _ cells: [String]) -> String {
            let widths = [11, 10, 10, 11, 14]
            var line = FixedWidth.fit(name, nameWidth, .left, ellipsis: glyphs.ellipsis)
            for (cell, width) in zip(cells, widths).prefix(hasRevenue ? 5 : 4) {
                line += FixedWidth.fit(cell, width, .right, ellipsis: glyphs.ellipsis)
            }
            return line
        }
        add("    " + line("step", [counted(funnel), "of first", "of prev", "median", "revenue"]))
        let largest = funnel.steps.map(\.count).max() ?? 0
        let dropWidth = numbers.count(funnel.steps.map(\.dropped).max() ?? 0).count
        for (index, step) in funnel.steps.enumerated() {
            let number = FixedWidth.fit(String(index + 1), 3, .right, ellipsis: "")
            let name = safe(step.name) + (step.isOptional ? " (optional)" : "")
            let cells = [
                numbers.count(step.count), numbers.percent(step.ofFirst),
                index == 0 ? "" : numbers.percent(step.ofPrevious), median(step.fromPrevious),
                numbers.money(step.revenue),
            ]
            add(number + " " + line(name, cells))
            guard step.count > 0 else { continue }
            add("    " + glyphs.bar(fraction: Fraction.of(step.count, largest) ?? 0, width: TextReport.width - 4))
            if index < funnel.steps.count - 1 {
                writeDrop(step, width: dropWidth, isWorst: funnel.bottleneck == index + 1)
            }
        }
    }

    private mutating func writeDrop(_ step: StepSnapshot, width: Int, isWorst: Bool) {
        guard step.dropped > 0 else { return }
        func right(_ text: String, _ width: Int) -> String {
            FixedWidth.fit(text, width, .right, ellipsis: glyphs.ellipsis)
        }
        let share = numbers.loss(Fraction.of(step.dropped, step.count))
        var parts = ["lost \(right(numbers.count(step.lost), width))", "open \(numbers.count(step.open))"]
        if step.excluded > 0 { parts.append("excluded \(numbers.count(step.excluded))") }
        let mark = isWorst ? glyphs.worst : " "
        add(
            "    \(glyphs.hook) \(right(numbers.count(step.dropped), width)) left \(right(share, 8)) \(mark)  "
                + parts.joined(separator: " \(glyphs.bullet) "))
    }

    /// What the numbers of the funnel count.
    func counted(_ funnel: FunnelSnapshot) -> String {
        switch funnel.definition.counting {
        case .unique: funnel.definition.unitField == nil ? "users" : "units"
        case .total: "attempts"
        case .session: "sessions"
        }
    }

    private func median(_ times: TimeSummary?) -> String {
        guard let times else { return "" }
        return duration(times.median, isApproximate: times.isApproximate)
    }

    private mutating func writeSummary(_ funnel: FunnelSnapshot) {
        add("")
        guard let conversion = funnel.conversion, let first = funnel.steps.first, let last = funnel.steps.last else {
            add("  Nobody has entered this funnel yet.")
            return
        }
        var sentence =
            "  \(numbers.percent(conversion)) convert (\(numbers.count(last.count)) of \(numbers.count(first.count)))"
        if let matured = funnel.maturedConversion { sentence += "   matured \(numbers.percent(matured))" }
        add(sentence)
        if let change = change(from: funnel.previousCounts, to: conversion) { add("  " + change) }
        if let worst = funnel.bottleneck, worst > 0, worst < funnel.steps.count {
            let before = funnel.steps[worst - 1]
            let lost = Fraction.of(before.dropped, before.count).map { " (\(numbers.percent($0)))" } ?? ""
            add(
                "  \(glyphs.worst) worst step: \(arrow(funnel, worst)) loses \(numbers.count(before.dropped))\(lost)")
        }
        if let slowest = funnel.slowest, slowest > 0, slowest < funnel.steps.count {
            let times = funnel.steps[slowest].fromPrevious
            add("    slowest step: \(arrow(funnel, slowest)), median \(median(times))")
        }
    }

    /// Both names, cut so that what is said of them stays on the line.
    private func arrow(_ funnel: FunnelSnapshot, _ index: Int) -> String {
        let from = FixedWidth.cut(safe(funnel.steps[index - 1].name), 18, ellipsis: glyphs.ellipsis)
        let to = FixedWidth.cut(safe(funnel.steps[index].name), 18, ellipsis: glyphs.ellipsis)
        return "\(from) \(glyphs.arrow) \(to)"
    }

    private func change(from previous: [Int]?, to conversion: Double) -> String? {
        guard let first = previous?.first, let last = previous?.last, let before = Fraction.of(last, first) else {
            return nil
        }
        let points = (conversion - before) * 100
        let size = numbers.decimal(points.magnitude, places: 1)
        if size == "0.0" { return "\(glyphs.same) as in the range before (\(numbers.percent(before)))" }
        let mark = points > 0 ? glyphs.up : glyphs.down
        return "\(mark) \(size) pp against the range before (\(numbers.percent(before)))"
    }

    private mutating func writeTimes(_ funnel: FunnelSnapshot) {
        let largest = funnel.histogram.map(\.users).max() ?? 0
        guard largest > 0 else { return }
        add("")
        add("  time from the first to the last step")
        var table = TextTable([("", .right), ("", .right), ("", .left)])
        for bin in funnel.histogram {
            let label: String
            if let to = bin.to {
                label =
                    bin.from > 0
                    ? "\(short(bin.from)) \(glyphs.dash) \(short(to))" : "< \(short(to))"
            } else {
                label = "> \(short(bin.from))"
            }
            let bar = glyphs.bar(fraction: Double(bin.users) / Double(largest), width: 40)
            table.add([label, numbers.count(bin.users), bar])
        }
        add(table, indent: 4)
    }

    private func short(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds.magnitude < 1e12 else { return "" }
        return numbers.span(microseconds: Int64(seconds * 1_000_000))
    }

    private mutating func writeTrend(_ funnel: FunnelSnapshot) {
        let buckets = funnel.trend.buckets.suffix(60)
        guard buckets.count > 1, let start = buckets.first?.start else { return }
        let rates = buckets.map { bucket -> Double? in
            guard let first = bucket.counts.first, let last = bucket.counts.last else { return nil }
            return Fraction.of(last, first)
        }
        let firstOpen = Array(buckets).firstIndex { !$0.isFinal }
        let known = rates.compactMap { $0 }
        guard let low = known.min(), let high = known.max() else { return }
        let length = numbers.span(microseconds: funnel.trend.bucket.microseconds)
        add("")
        add(
            "  conversion by entry, per \(length) since \(TextReport.time(start)) UTC, "
                + "\(numbers.percent(low)) \(glyphs.dash) \(numbers.percent(high))")
        let note = firstOpen == nil ? "" : "  \(glyphs.provisional) not final"
        add("    " + glyphs.sparkline(rates, provisionalFrom: firstOpen) + note)
    }
}
