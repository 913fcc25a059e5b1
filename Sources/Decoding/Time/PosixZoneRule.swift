import Analytics

/// The yearly rule behind the last listed change of a zone, such as `CET-1CEST,M3.5.0,M10.5.0/3` (POSIX TZ, RFC 8536 section 3.3).
struct PosixZoneRule: Sendable, Hashable {
    /// A day of the year and the local time of the change on it, in seconds.
    private enum Day: Hashable {
        case weekday(month: Int, week: Int, day: Int)
        case julian(Int)
        case dayOfYear(Int)
    }

    private struct Change: Hashable {
        var day: Day
        var seconds = 7200
    }

    private var standard = 0
    private var summer: Int?
    private var begins = Change(day: .julian(1))
    private var ends = Change(day: .julian(1))

    /// Nil when the text is not such a rule.
    init?(_ text: [UInt8]) {
        var rest = text[...]
        guard PosixZoneRule.skipName(&rest), let west = PosixZoneRule.clock(&rest) else { return nil }
        standard = -west
        guard !rest.isEmpty else { return }
        guard PosixZoneRule.skipName(&rest) else { return nil }
        var saved = standard + 3600
        if rest.first != 0x2C, let given = PosixZoneRule.clock(&rest) { saved = -given }
        guard let first = PosixZoneRule.change(&rest), let second = PosixZoneRule.change(&rest), rest.isEmpty
        else { return nil }
        summer = saved
        begins = first
        ends = second
    }

    /// Seconds east of UTC at a time in seconds since 1970.
    func offset(at time: Int64) -> Int {
        guard let summer else { return standard }
        let year = Timestamp(microseconds: time * 1_000_000).calendar(offsetSeconds: standard).year
        let begin = PosixZoneRule.local(begins, year) - Int64(standard)
        let end = PosixZoneRule.local(ends, year) - Int64(summer)
        let isSummer = begin < end ? time >= begin && time < end : time >= begin || time < end
        return isSummer ? summer : standard
    }

    private static func local(_ change: Change, _ year: Int) -> Int64 {
        let newYear = Timestamp.daysSince1970(year: year, month: 1, day: 1)
        let isLeap = Timestamp.daysSince1970(year: year + 1, month: 1, day: 1) - newYear == 366
        let day: Int
        switch change.day {
        case .dayOfYear(let number): day = newYear + number
        case .julian(let number): day = newYear + number - 1 + (isLeap && number >= 60 ? 1 : 0)
        case .weekday(let month, let week, let weekday):
            let first = Timestamp.daysSince1970(year: year, month: month, day: 1)
            let next = Timestamp.daysSince1970(
                year: month == 12 ? year + 1 : year, month: month == 12 ? 1 : month + 1, day: 1)
            // 1970-01-01 was a Thursday, day 4 of a week that begins with Sunday as 0.
            let firstWeekday = ((first + 4) % 7 + 7) % 7
            var found = first + (weekday - firstWeekday + 7) % 7 + (week - 1) * 7
            while found >= next { found -= 7 }
            day = found
        }
        return Int64(day) * 86_400 + Int64(change.seconds)
    }

    private static func skipName(_ rest: inout ArraySlice<UInt8>) -> Bool {
        let before = rest.count
        if rest.first == 0x3C {
            guard let close = rest.firstIndex(of: 0x3E) else { return false }
            rest = rest[(close + 1)...]
        } else {
            rest = rest.drop { ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A }
        }
        return rest.count < before
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let digits = rest.prefix { (0x30...0x39).contains($0) }
        guard (1...4).contains(digits.count) else { return nil }
        rest = rest.dropFirst(digits.count)
        return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
    }

    private static func take(_ byte: UInt8, _ rest: inout ArraySlice<UInt8>) -> Bool {
        guard rest.first == byte else { return false }
        rest = rest.dropFirst()
        return true
    }

    private static func clock(_ rest: inout ArraySlice<UInt8>) -> Int? {
        let isNegative = take(0x2D, &rest)
        if !isNegative { _ = take(0x2B, &rest) }
        guard let hours = number(&rest) else { return nil }
        var seconds = hours * 3600
        if take(0x3A, &rest) {
            guard let minutes = number(&rest) else { return nil }
            seconds += minutes * 60
            if take(0x3A, &rest) {
                guard let more = number(&rest) else { return nil }
                seconds += more
            }
        }
        return isNegative ? -seconds : seconds
    }

    private static func change(_ rest: inout ArraySlice<UInt8>) -> Change? {
        guard take(0x2C, &rest) else { return nil }
        var change: Change
        if take(0x4D, &rest) {
            guard let month = number(&rest), take(0x2E, &rest), let week = number(&rest), take(0x2E, &rest),
                let day = number(&rest), (1...12).contains(month), (1...5).contains(week), day < 7
            else { return nil }
            change = Change(day: .weekday(month: month, week: week, day: day))
        } else if take(0x4A, &rest) {
            guard let day = number(&rest), (1...365).contains(day) else { return nil }
            change = Change(day: .julian(day))
        } else {
            guard let day = number(&rest), day <= 365 else { return nil }
            change = Change(day: .dayOfYear(day))
        }
        if take(0x2F, &rest) {
            guard let seconds = clock(&rest) else { return nil }
            change.seconds = seconds
        }
        return change
    }
}
