import Analytics
import TerminalUI

/// Sentences about sources, people, sessions and signals that several formats share.
struct TrafficText: Sendable {
    let numbers: NumberText
    /// The sign before a number that is an estimate.
    let approximate: String
    /// Makes text of the data harmless in the format.
    let safe: @Sendable (String) -> String

    func count(_ number: Int, isApproximate: Bool) -> String {
        (isApproximate ? approximate : "") + numbers.count(number)
    }

    /// `3 duplicates, 12 events of bots`; nil where nothing was.
    func leftOut(_ source: SourceSnapshot) -> String? {
        var parts: [String] = []
        if source.duplicates > 0 { parts.append(counted(source.duplicates, "duplicate")) }
        if source.bots > 0 { parts.append(counted(source.bots, "event") + " of bots") }
        let holes = source.inputs.reduce(0) { $0 + $1.holeBytes }
        if holes > 0 { parts.append(counted(holes, "NUL byte")) }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

    /// `1,024 bytes that went away unread, 2 half lines (a.jsonl)`; nil where nothing was lost.
    func lost(_ inputs: [SourceSnapshot.Input]) -> String? {
        let bytes = inputs.reduce(0) { $0 + $1.lostBytes }
        let lines = inputs.reduce(0) { $0 + $1.cutOffLines }
        var parts: [String] = []
        if bytes > 0 { parts.append(counted(bytes, "byte") + " that went away unread") }
        if lines > 0 { parts.append(counted(lines, "half line")) }
        guard !parts.isEmpty else { return nil }
        return parts.joined(separator: ", ") + names(of: inputs) { $0.lostBytes + $0.cutOffLines > 0 }
    }

    /// `3 lines with broken characters (a.jsonl)`; nil where there are none.
    func repaired(_ inputs: [SourceSnapshot.Input]) -> String? {
        let lines = inputs.reduce(0) { $0 + $1.repairedLines }
        guard lines > 0 else { return nil }
        return counted(lines, "line") + " with broken characters" + names(of: inputs) { $0.repairedLines > 0 }
    }

    /// What became of the ids of people, a sentence each.
    func people(_ identity: IdentitySnapshot) -> [String] {
        var sentences: [String] = []
        if identity.stitched > 0 {
            let verb = identity.stitched == 1 ? "belongs" : "belong"
            sentences.append("\(counted(identity.stitched, "id")) \(verb) to people who have another")
        }
        if identity.refusedAliases > 0 {
            let aliases = identity.refusedAliases == 1 ? "alias" : "aliases"
            sentences.append(
                "\(numbers.count(identity.refusedAliases)) \(aliases) between two known users not followed")
        }
        if identity.approximate > 0 {
            sentences.append(
                "\(approximate)\(counted(identity.approximate, "id")) found too late to count all anew: numbers are near"
            )
        }
        return sentences
    }

    /// `gzip (a.jsonl.gz), UTF-16 (b.csv)`; without the names where there is one input; nil where nothing was undone.
    func encodings(_ inputs: [SourceSnapshot.Input]) -> String? {
        var order: [String] = []
        for encoding in inputs.flatMap(\.encodings) where !order.contains(encoding) { order.append(encoding) }
        guard !order.isEmpty else { return nil }
        return order.map { encoding in
            safe(encoding) + names(of: inputs) { $0.encodings.contains(encoding) }
        }.joined(separator: ", ")
    }

    /// `in line order, the data has no time`; nil where all has times.
    func order(_ inputs: [SourceSnapshot.Input]) -> String? {
        guard inputs.contains(where: \.isInLineOrder) else { return nil }
        return "in line order, the data has no time" + names(of: inputs, where: \.isInLineOrder)
    }

    /// `a session lasts 2 m 10 s on average (median 1 m 02 s), with 4.2 events on 3.1 pages; 42.0 % bounce`
    func sessions(_ summary: SessionSummary) -> String? {
        guard summary.count > 0 else { return nil }
        let numbers = numbers.near(summary.isApproximate, sign: approximate)
        func length(_ seconds: Double) -> String { numbers.nearness + numbers.duration(seconds) }
        func ratio(_ number: Double) -> String { numbers.nearness + numbers.decimal(number, places: 1) }
        var parts: [String] = []
        if let average = summary.averageSeconds {
            let median = summary.medianSeconds.map { " (median \(length($0)))" } ?? ""
            parts.append("lasts \(length(average)) on average\(median)")
        }
        let events = summary.eventsPerSession.map { "\(ratio($0)) events" }
        let pages = summary.pagesPerSession.map { "\(ratio($0)) pages" }
        let content = [events, pages].compactMap { $0 }
        if !content.isEmpty { parts.append("has " + content.joined(separator: " and ")) }
        var sentence = parts.isEmpty ? "" : "a session " + parts.joined(separator: ", ")
        if let rate = summary.bounceRate {
            sentence += (sentence.isEmpty ? "" : "; ") + "\(numbers.percent(rate)) bounce"
        }
        return sentence.isEmpty ? nil : sentence
    }

    /// `not seen so far: wishlist, review`; nil where all were.
    func unseen(_ signals: [SignalSnapshot]) -> String? {
        let names = signals.filter { $0.events == 0 }.map { safe($0.definition.name) }
        return names.isEmpty ? nil : "not seen so far: " + names.joined(separator: ", ")
    }

    private func names(
        of inputs: [SourceSnapshot.Input], where holds: (SourceSnapshot.Input) -> Bool
    ) -> String {
        let chosen = inputs.filter(holds)
        guard chosen.count < inputs.count else { return "" }
        return " (" + chosen.map { safe($0.path) }.joined(separator: ", ") + ")"
    }

    private func counted(_ number: Int, _ noun: String) -> String {
        "\(numbers.count(number)) \(noun)\(number == 1 ? "" : "s")"
    }
}

extension TrafficSnapshot {
    /// Nothing is known of sessions, pages, channels or categories.
    var isEmpty: Bool {
        sessions.count == 0 && pages.isEmpty && channels.isEmpty && categories.isEmpty
    }

    /// Events by time have something to show.
    var hasTrend: Bool { trend.count > 1 && trend.contains { $0.events > 0 } }
}
