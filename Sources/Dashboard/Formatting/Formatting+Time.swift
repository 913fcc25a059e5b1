import Analytics
import Expressions

extension Formatting {
    /// A length of time in its two largest units: `0.8 s`, `41 s`, `1 m 52 s`, `4 h 03 m`, `2 d 04 h`.
    func duration(_ seconds: Double?) -> String {
        guard let seconds, seconds.isFinite else { return nothing }
        if seconds < 0 { return "\(glyphs.minus)" + duration(-seconds) }
        if seconds == 0 { return "0 s" }
        if seconds < 9.95 { return decimal(max(seconds, 0.1)) + " s" }
        let total = whole(seconds)
        if total < 60 { return "\(total) s" }
        if total < 3600 { return "\(total / 60) m \(twoDigits(total % 60)) s" }
        if total < 86_400 { return "\(total / 3600) h \(twoDigits(total / 60 % 60)) m" }
        if total < 86_400 * 1000 { return "\(total / 86_400) d \(twoDigits(total / 3600 % 24)) h" }
        return exact.count(total / 86_400, fitting: 7) + " d"
    }

    /// A length that people chose, without a second unit of zero: `1 h`, `90 s`, `1 h 30 m`.
    func span(_ span: TimeSpan) -> String {
        let seconds = Int(span.microseconds / 1_000_000)
        if seconds >= 86_400, seconds % 86_400 == 0 { return "\(exact.count(seconds / 86_400)) d" }
        if seconds >= 3600, seconds % 3600 == 0 { return "\(seconds / 3600) h" }
        if seconds >= 60, seconds % 60 == 0, seconds < 3600 { return "\(seconds / 60) m" }
        if seconds < 120 {
            return span.microseconds % 1_000_000 == 0 ? "\(seconds) s" : duration(Double(span.microseconds) / 1e6)
        }
        return duration(Double(seconds))
    }

    /// A bound of a histogram in one unit: `30 s`, `2 m`, `1 h`.
    func edge(_ seconds: Double) -> (number: String, unit: String) {
        for (length, unit) in [(86_400.0, "d"), (3600.0, "h"), (60.0, "m")] where seconds >= length {
            return (short(seconds / length), unit)
        }
        return (short(seconds), "s")
    }

    private func short(_ value: Double) -> String {
        let tenths = whole(value * 10)
        return tenths % 10 == 0 ? exact.count(tenths / 10, fitting: 5) : decimal(value)
    }

    /// The range of times of a histogram's bar: `< 1 m`, `1–2 m`, `> 30 m`.
    func bin(_ bin: HistogramBin) -> String {
        let from = edge(bin.from)
        guard let end = bin.to, end.isFinite else { return "> \(from.number) \(from.unit)" }
        let to = edge(end)
        if !(bin.from > 0) { return "< \(to.number) \(to.unit)" }
        let dash = glyphs.minus == "-" ? "-" : "–"
        if from.unit == to.unit { return "\(from.number)\(dash)\(to.number) \(to.unit)" }
        return "\(from.number) \(from.unit)\(dash)\(to.number) \(to.unit)"
    }

    /// `14:02:31`
    func clock(_ time: Timestamp) -> String {
        let parts = time.calendar(offsetSeconds: offsetSeconds)
        return "\(twoDigits(parts.hour)):\(twoDigits(parts.minute)):\(twoDigits(parts.second))"
    }

    /// `14:02`
    func minute(_ time: Timestamp) -> String {
        String(clock(time).prefix(5))
    }

    /// `21 Nov`, with the year where it is not that of `now`.
    func date(_ time: Timestamp, now: Timestamp?) -> String {
        let year = time.calendar(offsetSeconds: offsetSeconds).year
        guard let now, year != now.calendar(offsetSeconds: offsetSeconds).year else { return date(time) }
        return "\(date(time)) \(year)"
    }

    /// `21 Nov`
    func date(_ time: Timestamp) -> String {
        let parts = time.calendar(offsetSeconds: offsetSeconds)
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard names.indices.contains(parts.month - 1) else { return nothing }
        return "\(twoDigits(parts.day)) \(names[parts.month - 1])"
    }

    /// A time on an axis that is `span` microseconds long: a clock within a day, a date beyond.
    func axis(_ time: Timestamp, span: Int64) -> String {
        span > 2 * 86_400_000_000 ? date(time) : minute(time)
    }

    /// The words of a range: `last 1 h`.
    func length(_ length: TimeLength) -> String {
        span(TimeSpan(microseconds: length.microseconds))
    }

    /// What the numbers are compared with: `the hour before`.
    func before(_ length: TimeLength) -> String {
        switch length {
        case .fifteenMinutes: "the 15 m before"
        case .oneHour: "the hour before"
        case .sixHours: "the 6 h before"
        case .oneDay: "the day before"
        case .sevenDays: "the 7 d before"
        case .thirtyDays: "the 30 d before"
        }
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(max(0, number))" : "\(number)" }
}
