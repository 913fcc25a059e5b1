/// The calendar of UTC, by days since 1970 (Howard Hinnant, "chrono-compatible low-level date algorithms", 2014).
package struct CalendarTime: Sendable, Hashable {
    package var year: Int
    package var month: Int
    package var day: Int
    package var hour: Int
    package var minute: Int
    package var second: Int
    package var microsecond: Int
}

extension Timestamp {
    /// Microseconds since 1970 of a date of the proleptic Gregorian calendar. Parts are not range-checked.
    package static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// The parts of this time in UTC, or shifted by an offset in seconds.
    package func calendar(offsetSeconds: Int = 0) -> CalendarTime {
        let shifted = microseconds &+ Int64(offsetSeconds) &* 1_000_000
        let daySpan: Int64 = 86_400_000_000
        var day = shifted / daySpan
        var rest = shifted % daySpan
        if rest < 0 {
            rest += daySpan
            day -= 1
        }
        let days = Int(day) + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        let seconds = Int(rest / 1_000_000)
        return CalendarTime(
            year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
            day: dayOfYear - (153 * shiftedMonth + 2) / 5 + 1,
            hour: seconds / 3600, minute: seconds / 60 % 60, second: seconds % 60,
            microsecond: Int(rest % 1_000_000))
    }

    /// ISO 8601 in UTC: `2026-11-21T00:00:00Z`, with `.mmm` or `.mmmmmm` only where the fraction is not zero.
    package var iso8601: String {
        let parts = calendar()
        var text =
            "\(padded(parts.year, 4))-\(padded(parts.month, 2))-\(padded(parts.day, 2))T"
            + "\(padded(parts.hour, 2)):\(padded(parts.minute, 2)):\(padded(parts.second, 2))"
        if parts.microsecond != 0 {
            text +=
                parts.microsecond % 1000 == 0
                ? ".\(padded(parts.microsecond / 1000, 3))" : ".\(padded(parts.microsecond, 6))"
        }
        return text + "Z"
    }
}

private func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.count)) + text
}
