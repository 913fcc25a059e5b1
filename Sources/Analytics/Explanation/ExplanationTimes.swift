import Expressions

/// Times and lengths of time as an explanation writes them.
struct ExplanationTimes {
    private let offsetSeconds: Int
    /// The times lie on more than one day.
    private let showsDate: Bool

    init(spanning times: [Timestamp], offsetSeconds: Int) {
        self.offsetSeconds = offsetSeconds
        let days = Set(
            times.map { time in
                let parts = time.calendar(offsetSeconds: offsetSeconds)
                return [parts.year, parts.month, parts.day]
            })
        showsDate = days.count > 1
    }

    /// `14:02:31`, with its date where there is more than one.
    func text(_ time: Timestamp) -> String {
        let parts = time.calendar(offsetSeconds: offsetSeconds)
        let clock = [parts.hour, parts.minute, parts.second].map { digits($0, 2) }.joined(separator: ":")
        guard showsDate else { return clock }
        return [digits(parts.year, 4), digits(parts.month, 2), digits(parts.day, 2)].joined(separator: "-") + " "
            + clock
    }

    func range(_ first: Timestamp, _ last: Timestamp) -> String {
        first == last ? "at \(text(first))" : "\(text(first)) to \(text(last))"
    }

    private func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }

    /// In its two largest units: `0.4 s`, `41 s`, `1 m 28 s`, `4 h 03 m`, `2 d 04 h`.
    func duration(_ span: TimeSpan) -> String {
        let microseconds = span.microseconds
        if microseconds < 1000 { return "\(microseconds) us" }
        if microseconds < 100_000 { return "\(microseconds / 1000) ms" }
        if microseconds < 10_000_000, microseconds % 1_000_000 != 0 {
            return "\(microseconds / 1_000_000).\(microseconds / 100_000 % 10) s"
        }
        let seconds = Int(microseconds / 1_000_000)
        if seconds < 60 { return "\(seconds) s" }
        if seconds < 3600 { return "\(seconds / 60) m \(digits(seconds % 60, 2)) s" }
        if seconds < 86_400 { return "\(seconds / 3600) h \(digits(seconds / 60 % 60, 2)) m" }
        return "\(seconds / 86_400) d \(digits(seconds / 3600 % 24, 2)) h"
    }

    /// A length that people chose, exactly: `1 h`, `1 h 30 m`.
    func limit(_ span: TimeSpan) -> String {
        let units: [(Int64, String)] = [
            (86_400_000_000, "d"), (3_600_000_000, "h"), (60_000_000, "m"), (1_000_000, "s"), (1000, "ms"), (1, "us"),
        ]
        var rest = span.microseconds
        var words: [String] = []
        for (length, unit) in units where rest >= length {
            words.append("\(rest / length) \(unit)")
            rest %= length
        }
        return words.isEmpty ? "0 s" : words.joined(separator: " ")
    }

    func plural(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

    func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
