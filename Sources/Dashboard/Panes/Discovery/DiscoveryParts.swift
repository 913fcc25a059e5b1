import Analytics
import Expressions
import TerminalUI

/// What view 0 is made of.
struct DiscoveryParts {
    var model: DashboardModel

    var format: Formatting { model.format }
    var profile: DataProfile? { model.profile }

    /// What the counts of the suggestion are of.
    var sample: String {
        guard let profile, profile.rows > 0 else { return "" }
        let rows = "\(format.count(profile.rows)) rows"
        return profile.isPartial ? "in the first \(rows)" : "in all \(rows)"
    }

    var listNote: String { model.countsAreLive ? "counted so far" : sample }

    /// The funnel with its counts and its reason, or why there is none; below it what one can do.
    func suggestion(width: Int) -> ScrolledPage.Part {
        guard let suggestion = profile?.suggestion, !suggestion.definition.steps.isEmpty else {
            return .lines(withoutSuggestion(width: width))
        }
        let isShort = width < 58
        let steps = suggestion.definition.steps
        let terms = FunnelPane.terms(suggestion.definition, format)
        let top =
            isShort
            ? []
            : flow(
                [Phrase(text: suggestion.definition.name, role: .strong), dim(terms)]
                    + (DiscoveryView.isWide(model.body) || sample.isEmpty ? [] : [dim(sample)]), width)
        let reason = isShort ? [] : flow([dim(suggestion.reason)], width)
        let bottom = reason + flow(keys(isShort: isShort), width)
        return ScrolledPage.Part(height: top.count + steps.count + bottom.count) { rect, buffer in
            put(top, rect, &buffer)
            for (index, step) in steps.enumerated() {
                draw(
                    step, number: index + 1, counts: suggestion.counts, width: rect.width, x: rect.x,
                    y: rect.y + top.count + index, into: &buffer)
            }
            put(bottom, rect.splitTop(top.count + steps.count).rest, &buffer)
        }
    }

    private func put(_ lines: [[Phrase]], _ rect: Rect, _ buffer: inout CellBuffer) {
        for (index, line) in lines.enumerated() where index < rect.height {
            buffer.put(line, x: rect.x + 1, y: rect.y + index, width: rect.width - 2)
        }
    }

    /// `2 added_to_cart          14,849  30.8 %  ██████`
    private func draw(
        _ step: StepDefinition, number: Int, counts: [Int], width: Int, x: Int, y: Int, into buffer: inout CellBuffer
    ) {
        let count = counts.indices.contains(number - 1) ? counts[number - 1] : nil
        let largest = max(1, counts.max() ?? 0)
        let numbers = width < 58 ? 17 : 20
        let bar = width >= 58 ? min(32, width / 4) : 0
        let name = max(6, width - 4 - numbers - bar - (bar > 0 ? 2 : 0))
        buffer.putNumber("\(number)", end: x + 3, y: y, width: 2, role: .dim)
        buffer.put(step.name, x: x + 4, y: y, width: name)
        guard let count else { return }
        let share = counts.first.flatMap { $0 > 0 ? Double(count) / Double($0) : nil }
        let end = x + 4 + name + numbers
        buffer.putNumber(format.count(count, fitting: 8), end: end - 8, y: y, width: 8)
        buffer.putNumber(format.percent(share), end: end, y: y, width: 7)
        if bar > 2 {
            buffer.putBar(fraction: Double(count) / Double(largest), x: end + 2, y: y, width: bar - 1)
        }
    }

    private func keys(isShort: Bool) -> [Phrase] {
        if model.awaitsFunnel { return [Phrase(text: "counting it now", role: .strong)] }
        let words =
            isShort
            ? ["Enter takes it", "e changes it"]
            : ["Enter counts it live", "e changes it", "s saves it"]
        return words.map { Phrase(text: $0, role: .strong) }
    }

    private func withoutSuggestion(width: Int) -> [[Phrase]] {
        var phrases = [
            Phrase(text: "no funnel suggests itself: \(reason)"),
            Phrase(text: "e picks the steps from the list", role: .strong),
        ]
        let names = (model.seenEvents.map(\.name) + model.seenPages.map(\.name)).filter { !$0.isEmpty }.prefix(2)
        if width >= 58, names.count == 2 {
            let steps = names.map { FunnelPrinter.text(StepAlternative($0.hasPrefix("/") ? .page($0) : .event($0))) }
            phrases.append(dim("or type  :funnel \(steps.joined(separator: " > ")) within 1h"))
        }
        return phrases.flatMap { flow([$0], width) }
    }

    /// Why nothing is suggested.
    private var reason: String {
        let kinds = model.seenEvents.count + model.seenPages.count
        if let told = profile?.noSuggestion, !told.isEmpty { return told }
        if let profile, profile.rows > 0, profile.users == 0 {
            return "no field was taken for the user, so nobody can be followed (--user-field names it)"
        }
        if kinds == 0 { return "nothing has been read yet" }
        if kinds == 1 {
            return "all rows are of one kind, and a funnel has two steps or more (--event-field or --page-field)"
        }
        if profile == nil { return "the data has not been looked at in advance" }
        return "no order stands out among \(format.count(kinds)) kinds of events and pages"
    }

    /// What it is read as, how certain that is, and what time and how many users it covers.
    func reading(width: Int, isShort: Bool) -> ScrolledPage.Part {
        guard let profile else {
            let formats = Set(model.shown.source.inputs.map(\.format).filter { !$0.isEmpty }).sorted()
            return .lines(formats.isEmpty ? [] : flow([dim("read as \(formats.joined(separator: ", "))")], width))
        }
        let certainty = Phrase(
            text: "\(profile.format): \(DiscoveryWords.certainty(profile.certainty, format))",
            role: profile.certainty < DiscoveryWords.likely ? .warning : .strong)
        guard !isShort else { return .lines(flow([certainty], width) + roles(width)) }
        let reasons = profile.reasons.isEmpty ? [] : [dim(profile.reasons.joined(separator: "; "))]
        let others = DiscoveryWords.alternatives(profile, format).map { [dim($0)] } ?? []
        // Where it is certain, why is of interest only where there is room.
        let isBrief = !DiscoveryView.isWide(model.body) && profile.certainty >= DiscoveryWords.certain
        let span = DiscoveryWords.span(profile, format, now: model.now)
        var users = profile.users > 0 ? [Phrase(text: format.users(profile.users))] : []
        if profile.bots > 0 { users.append(dim("\(format.count(profile.bots)) of bots left out")) }
        if profile.rejected > 0 {
            users.append(Phrase(text: "\(format.count(profile.rejected)) lines gave no event", role: .warning))
        }
        return .lines(
            flow([certainty] + (sample.isEmpty ? [] : [dim("looked at \(sample.dropFirst(3))")]), width)
                + (isBrief ? [] : flow(reasons, width) + flow(others, width)) + flow([span] + users, width)
                + (DiscoveryView.isWide(model.body) ? [] : roles(width)))
    }

    /// What each field was taken for, in a line or two: where there is no room for the table.
    private func roles(_ width: Int) -> [[Phrase]] {
        let taken = DiscoveryWords.ordered(profile?.fields ?? []).compactMap { field in
            field.role.map { Phrase(text: "\($0.rawValue) = \(field.path)") }
        }
        return Phrase.flow(taken, width: width - 2, gap: 2)
    }

    private func dim(_ text: String) -> Phrase { Phrase(text: text, role: .dim) }
    private func flow(_ phrases: [Phrase], _ width: Int) -> [[Phrase]] { Phrase.flow(phrases, width: width - 2) }
}
