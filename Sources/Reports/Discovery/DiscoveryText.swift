import Analytics
import Expressions
import TerminalUI

/// What was found in some data, for a terminal of 80 columns: no line of it is longer, except of the configuration.
struct DiscoveryText: Sendable {
    static let width = 80
    private static let mostEvents = 12
    private static let mostPages = 8

    let glyphs: Glyphs
    let numbers: NumberText
    private(set) var lines: [String] = []

    init(glyphs: Glyphs) {
        self.glyphs = glyphs
        numbers = NumberText(minus: glyphs.minus)
    }

    mutating func write(_ profile: DataProfile) {
        if !lines.isEmpty { add("") }
        writeHead(profile)
        writeFields(profile)
        // Where events have no names there is nothing to list.
        if profile.events.map(\.name) != ["row"] {
            write(profile.events, "events", most: DiscoveryText.mostEvents)
        }
        let pages = profile.pages.filter { PagePatterns.isPage($0.name) }
        write(pages, "pages", most: DiscoveryText.mostPages, besides: profile.pages.count - pages.count)
        writeSuggestion(profile)
    }

    /// Format and fields alone, and what to do about the user.
    mutating func writeWithoutUser(_ profile: DataProfile) {
        add("source    " + safe(profile.source))
        addWrapped("format    ", safe(profile.format) + ": " + safe(profile.reasons.joined(separator: "; ")))
        addWrapped("users     ", "no field looks like a user, and without one nobody can be followed")
        writeFields(profile)
        add("")
        let names = profile.fields.filter { $0.role == nil && $0.count * 2 > profile.rows }.map(\.path)
        addWrapped("", "Name the field that tells people or visits apart, as in")
        add("  funneltop discover \(safe(profile.source)) --user-field \(safe(names.first ?? "NAME"))")
    }

    mutating func write(configuration: String) {
        addHeading("configuration", "funneltop.yaml")
        for line in configuration.split(separator: "\n") { lines.append(safe(String(line))) }
        add("")
        add("Save it with --output yaml > funneltop.yaml, use it with --config funneltop.yaml")
    }

    mutating func write(_ trials: [FormatTrial], of profile: DataProfile) {
        if !lines.isEmpty { add("") }
        addHeading("why \(profile.format)", safe(profile.source), isFirst: lines.isEmpty)
        let told = trials.filter { $0.isTaken || $0.certainty != nil || $0.events > 0 }
        let wide = max(8, told.map { CharacterWidth.ofText($0.format) }.max() ?? 0)
        for trial in told {
            let word = trial.isTaken ? "taken" : trial.certainty != nil ? "possible" : "no"
            let begin =
                "  " + FixedWidth.fit(trial.format, wide, .left, ellipsis: glyphs.ellipsis)
                + FixedWidth.fit(certainty(trial.certainty), 7, .right, ellipsis: glyphs.ellipsis) + "  "
                + FixedWidth.fit(word, 8, .left, ellipsis: glyphs.ellipsis) + "  "
            addWrapped(begin, safe(trial.remark))
        }
        let others = trials.filter { trial in !told.contains(trial) }
        for (index, remark) in Set(others.map(\.remark)).sorted().enumerated() {
            if index == 0 { add("") }
            let names = others.filter { $0.remark == remark }.map(\.format).joined(separator: ", ")
            addWrapped("  ", safe("\(remark): \(names)"))
        }
    }

    // MARK: Parts

    private mutating func writeHead(_ profile: DataProfile) {
        add("source    " + safe(profile.source))
        addWrapped(
            "format    ",
            safe(profile.format) + (profile.certainty >= 1 ? ": " : ", \(certainty(profile.certainty)) certain: ")
                + safe(profile.reasons.joined(separator: "; ")))
        if !profile.alternatives.isEmpty {
            let others = profile.alternatives.prefix(3).map { "\($0.format) (\(certainty($0.certainty)))" }
            addWrapped("          ", "less likely: " + safe(others.joined(separator: ", ")))
        }
        var counts = "\(numbers.count(profile.rows)) of \(numbers.count(profile.users)) users"
        if profile.rejected > 0 { counts += ", \(numbers.count(profile.rejected)) lines rejected" }
        if profile.bots > 0 { counts += ", \(numbers.count(profile.bots)) of bots left out" }
        if profile.isPartial { counts += "; the beginning alone" }
        addWrapped("events    ", counts)
        if let first = profile.first, let last = profile.last {
            let seconds = (Double(last.microseconds) - Double(first.microseconds)) / 1_000_000
            addWrapped(
                "time      ",
                "\(DiscoveryText.time(first)) to \(DiscoveryText.time(last)) UTC, \(numbers.duration(seconds)), "
                    + (profile.isSorted ? "in order" : "not in order"))
        } else if profile.isInLineOrder {
            addWrapped("time      ", "no field looks like a time, so lines are taken in their order")
        }
    }

    /// - Parameter others: files that are no pages.
    private mutating func write(_ counts: [NamedCount], _ title: String, most: Int, besides others: Int = 0) {
        guard let largest = counts.compactMap(\.users).max(), largest > 0 else { return }
        addHeading(title, numbers.count(counts.count))
        let shown = counts.prefix(most)
        let name = min(34, shown.map { CharacterWidth.ofText(safe($0.name)) }.max() ?? 0)
        let cells = shown.map { (numbers.count($0.count), numbers.count($0.users ?? 0)) }
        let count = max(6, cells.map { CharacterWidth.ofText($0.0) }.max() ?? 0)
        let users = max(5, cells.map { CharacterWidth.ofText($0.1) }.max() ?? 0)
        func line(_ a: String, _ b: String, _ c: String, _ bar: String) {
            add(
                "  " + FixedWidth.fit(a, name, .left, ellipsis: glyphs.ellipsis) + "  "
                    + FixedWidth.fit(b, count, .right, ellipsis: "") + "  "
                    + FixedWidth.fit(c, users, .right, ellipsis: "") + "  " + bar)
        }
        line("", "events", "users", "")
        let room = DiscoveryText.width - name - count - users - 8
        for (entry, cells) in zip(shown, cells) {
            let share = Double(entry.users ?? 0) / Double(largest)
            line(safe(entry.name), cells.0, cells.1, glyphs.bar(fraction: share, width: min(26, room)))
        }
        let rest = [
            counts.count > most ? "\(numbers.count(counts.count - most)) more" : "",
            others > 0 ? "\(numbers.count(others)) images, style sheets and the like" : "",
        ].filter { !$0.isEmpty }
        if !rest.isEmpty { add("  and " + rest.joined(separator: ", ")) }
    }

    private mutating func writeSuggestion(_ profile: DataProfile) {
        guard let suggestion = profile.suggestion else {
            addHeading("suggested funnel", "none")
            addWrapped("  ", safe(profile.noSuggestion ?? ""))
            return
        }
        let definition = suggestion.definition
        let window =
            definition.window.map { "within " + numbers.span(microseconds: $0.microseconds) }
            ?? definition.stepWindow.map { "within " + numbers.span(microseconds: $0.microseconds) + " each" } ?? ""
        addHeading("suggested funnel: " + safe(definition.name), window)
        let first = suggestion.counts.first ?? 0
        var table = TextTable([
            ("", .right), ("step", .left), ("users", .right), ("of all", .right), ("of prev", .right), ("", .left),
        ])
        var previous: Int?
        for (index, step) in definition.steps.enumerated() where index < suggestion.counts.count {
            let count = suggestion.counts[index]
            let share = first > 0 ? Double(count) / Double(first) : nil
            let ofPrevious = previous.map { $0 > 0 ? Double(count) / Double($0) : 0 }
            table.add([
                "\(index + 1)", FixedWidth.cut(safe(step.name), 26, ellipsis: glyphs.ellipsis), numbers.count(count),
                numbers.percent(share), numbers.percent(ofPrevious), glyphs.bar(fraction: share ?? 0, width: 24),
            ])
            previous = count
        }
        add(table)
        addWrapped("  ", safe(suggestion.reason))
    }

    /// Whole percent are as much as a guess bears.
    private func certainty(_ share: Double?) -> String {
        share.map { "\(Int(min(1, max(0, $0)) * 100 + 0.5)) %" } ?? ""
    }

    // MARK: Lines

    /// Text of the data: harmless, and of characters the terminal has.
    func safe(_ text: String) -> String { glyphs.adapt(SafeText.make(text)) }

    mutating func add(_ line: String) {
        lines.append(FixedWidth.trimmed(FixedWidth.cut(line, DiscoveryText.width, ellipsis: glyphs.ellipsis)))
    }

    mutating func add(_ table: TextTable) {
        lines += table.lines(width: DiscoveryText.width, indent: 2, ellipsis: glyphs.ellipsis)
    }

    /// Words in as many lines as they take, the later ones under the first.
    mutating func addWrapped(_ begin: String, _ text: String) {
        let margin = String(repeating: " ", count: CharacterWidth.ofText(begin))
        var line = begin
        var isEmpty = true
        for word in text.split(separator: " ") {
            if !isEmpty, CharacterWidth.ofText(line) + 1 + CharacterWidth.ofText(String(word)) > DiscoveryText.width {
                add(line)
                line = margin
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        add(line)
    }

    /// A title with a rule to the edge, and a remark at the right.
    mutating func addHeading(_ title: String, _ remark: String = "", isFirst: Bool = false) {
        let right = remark.isEmpty ? "" : " " + remark
        let left = FixedWidth.cut(title, 60, ellipsis: glyphs.ellipsis)
        let rest = DiscoveryText.width - CharacterWidth.ofText(left) - CharacterWidth.ofText(right) - 1
        if !isFirst { add("") }
        add(left + " " + String(repeating: glyphs.horizontal, count: max(0, rest)) + right)
    }

    /// `2026-11-21 14:02`
    static func time(_ time: Timestamp) -> String {
        String(time.iso8601.prefix(16)).split(separator: "T").joined(separator: " ")
    }
}
