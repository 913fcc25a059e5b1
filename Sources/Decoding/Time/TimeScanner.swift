import Analytics

/// Reads one time of any form, left to right; see `TimestampParser` for the forms.
struct TimeScanner {
    enum Reading {
        case instant(Int64)
        /// A date and a clock reading; `offset` in seconds east of UTC, nil when the text names no zone.
        case clock(days: Int, secondOfDay: Int, microsecond: Int, offset: Int?)
    }

    private enum ZoneSuffix {
        case absent
        case seconds(Int)
    }

    private let text: UnsafePointer<UInt8>
    private var at = 0
    private var end: Int

    init(_ text: UnsafePointer<UInt8>, count: Int) {
        self.text = text
        end = count
        while end > at, text[end - 1] == 0x20 || text[end - 1] == 0x5D { end -= 1 }
        while at < end, text[at] == 0x20 || text[at] == 0x5B { at += 1 }
    }

    mutating func reading() -> Reading? {
        guard at < end, end - at <= 64 else { return nil }
        let start = at
        while at < end, isDigit(text[at]) { at += 1 }
        let digits = at - start
        if at < end, text[at] == 0x2E, let day = digits <= 2 ? value(start, digits) : nil {
            if let date = dotted(day) { return date }
            at = start + digits
        }
        if at == end || text[at] == 0x2E || text[at] | 0x20 == 0x65 || digits == 0 || digits > 4 {
            at = start
            return number()
        }
        guard let first = value(start, digits) else { return nil }
        let separator = text[at]
        guard separator == 0x2D || separator == 0x2F else { return nil }
        at += 1
        if digits == 4 { return yearFirst(first, separator) }
        guard digits <= 2 else { return nil }
        if separator == 0x2F, at < end, !isDigit(text[at]) { return commonLog(first) }
        guard let second = shortNumber(), take(separator), let year = yearNumber() else { return nil }
        // With slashes the month comes first, as in the United States; with dashes the day.
        let month = separator == 0x2F ? first : second
        let day = separator == 0x2F ? second : first
        return clock(year, month, day)
    }

    private func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    private func value(_ start: Int, _ count: Int) -> Int? {
        guard count > 0, count <= 18 else { return nil }
        var value = 0
        for index in start..<start + count { value = value * 10 + Int(text[index] - 0x30) }
        return value
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard at < end, text[at] == byte else { return false }
        at += 1
        return true
    }

    private mutating func shortNumber() -> Int? {
        let start = at
        while at < end, at - start < 2, isDigit(text[at]) { at += 1 }
        return value(start, at - start)
    }

    private mutating func yearNumber() -> Int? {
        let start = at
        while at < end, at - start < 4, isDigit(text[at]) { at += 1 }
        return at - start == 4 ? value(start, 4) : nil
    }

    private mutating func yearFirst(_ year: Int, _ separator: UInt8) -> Reading? {
        guard let month = shortNumber(), take(separator), let day = shortNumber() else { return nil }
        return clock(year, month, day)
    }

    /// `DD.MM.YYYY`: the day comes first, as with dashes.
    private mutating func dotted(_ day: Int) -> Reading? {
        guard take(0x2E), let month = shortNumber(), take(0x2E), let year = yearNumber() else { return nil }
        return clock(year, month, day)
    }

    private mutating func commonLog(_ day: Int) -> Reading? {
        let names: StaticString = "janfebmaraprmayjunjulaugsepoctnovdec"
        guard at + 3 <= end else { return nil }
        let month = (0..<12).first { index in
            (0..<3).allSatisfy { text[at + $0] | 0x20 == names.utf8Start[index * 3 + $0] }
        }
        at += 3
        guard let month, take(0x2F), let year = yearNumber() else { return nil }
        if at < end, text[at] != 0x3A { return nil }
        return clock(year, month + 1, day)
    }

    private mutating func clock(_ year: Int, _ month: Int, _ day: Int) -> Reading? {
        guard year >= 1, (1...12).contains(month), day >= 1 else { return nil }
        let lengths: [12 of Int] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        if month == 2, day == 29, !isLeap { return nil }
        let days = Timestamp.daysSince1970(year: year, month: month, day: day)
        if at == end { return .clock(days: days, secondOfDay: 0, microsecond: 0, offset: nil) }
        guard text[at] | 0x20 == 0x74 || text[at] == 0x20 || text[at] == 0x3A else { return nil }
        at += 1
        guard var hour = shortNumber(), take(0x3A), let minute = twoDigits() else { return nil }
        var second = 0
        var microsecond = 0
        if take(0x3A) {
            guard let value = twoDigits() else { return nil }
            second = value
            if take(0x2E) || take(0x2C) {
                guard let fraction = fraction() else { return nil }
                microsecond = fraction
            }
        }
        if let isAfternoon = halfDay() {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        guard hour < 24, minute < 60, second <= 60 else { return nil }
        if second == 60 {
            second = 59
            microsecond = 999_999
        }
        guard let suffix = zone() else { return nil }
        var offset: Int?
        if case .seconds(let seconds) = suffix { offset = seconds }
        return .clock(
            days: days, secondOfDay: hour * 3600 + minute * 60 + second, microsecond: microsecond, offset: offset)
    }

    private mutating func twoDigits() -> Int? {
        let start = at
        guard let value = shortNumber(), at - start == 2 else { return nil }
        return value
    }

    private mutating func fraction() -> Int? {
        var unit = 100_000
        var value = 0
        let start = at
        while at < end, isDigit(text[at]) {
            value += Int(text[at] - 0x30) * unit
            unit /= 10
            at += 1
        }
        return (1...9).contains(at - start) ? value : nil
    }

    private mutating func halfDay() -> Bool? {
        let before = at
        _ = take(0x20)
        if at + 2 == end, text[at + 1] | 0x20 == 0x6D {
            let letter = text[at] | 0x20
            if letter == 0x61 || letter == 0x70 {
                at = end
                return letter == 0x70
            }
        }
        at = before
        return nil
    }

    /// The rest of the text as a zone; nil when it is none.
    private mutating func zone() -> ZoneSuffix? {
        if at == end { return .absent }
        _ = take(0x20)
        let rest = end - at
        if rest == 1, text[at] | 0x20 == 0x7A { return .seconds(0) }
        if rest == 3 {
            let isUTC = text[at] == 0x55 && text[at + 1] == 0x54 && text[at + 2] == 0x43
            let isGMT = text[at] == 0x47 && text[at + 1] == 0x4D && text[at + 2] == 0x54
            if isUTC || isGMT { return .seconds(0) }
        }
        guard at < end, text[at] == 0x2B || text[at] == 0x2D else { return nil }
        let sign = text[at] == 0x2D ? -1 : 1
        at += 1
        guard let hours = twoDigits() else { return nil }
        var minutes = 0
        if at < end {
            _ = take(0x3A)
            guard let value = twoDigits() else { return nil }
            minutes = value
        }
        guard at == end, hours <= 18, minutes < 60 else { return nil }
        return .seconds(sign * (hours * 3600 + minutes * 60))
    }

    private mutating func number() -> Reading? {
        let start = at
        while at < end, isDigit(text[at]) { at += 1 }
        guard let whole = value(start, at - start) ?? nineteenDigits(start) else { return nil }
        if at == end {
            if at - start == 8 || at - start == 14, let date = packed(start, at - start) { return date }
            return epoch(whole)
        }
        // A fraction matters only below a microsecond's worth of digits; an exponent goes through Double.
        let value = NumberText.double(text + start, count: end - start)
        guard value.isFinite, value > 0, value < 7.3e18 else { return nil }
        if value < 7.29e9, text[at] == 0x2E {
            at += 1
            let digitsStart = at
            while at < end, isDigit(text[at]) { at += 1 }
            if at == end {
                at = digitsStart
                var unit = 100_000
                var fraction = 0
                while at < end, unit > 0 {
                    fraction += Int(text[at] - 0x30) * unit
                    unit /= 10
                    at += 1
                }
                guard case .instant(let seconds) = epoch(whole) else { return nil }
                return .instant(seconds + Int64(fraction))
            }
        }
        if value < 7.29e9 { return value >= 3.15e7 ? .instant(Int64(value * 1e6)) : nil }
        if value < 7.29e12 { return value >= 3.15e10 ? .instant(Int64(value * 1e3)) : nil }
        return epoch(Int(value))
    }

    private func nineteenDigits(_ start: Int) -> Int? {
        guard at - start == 19 else { return nil }
        var value = 0
        for index in start..<at {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(text[index] - 0x30))
            if overflow || carry { return nil }
            value = sum
        }
        return value
    }

    private func epoch(_ number: Int) -> Reading? {
        switch number {
        case 31_500_000..<7_290_000_000: .instant(Int64(number) * 1_000_000)
        case 31_500_000_000..<7_290_000_000_000: .instant(Int64(number) * 1000)
        case 31_500_000_000_000..<7_290_000_000_000_000: .instant(Int64(number))
        case 31_500_000_000_000_000..<7_290_000_000_000_000_000: .instant(Int64(number / 1000))
        default: nil
        }
    }

    private mutating func packed(_ start: Int, _ count: Int) -> Reading? {
        guard let year = value(start, 4), (1971...2200).contains(year), let month = value(start + 4, 2),
            let day = value(start + 6, 2), case .clock(let days, _, _, _) = clock(year, month, day)
        else { return nil }
        guard count == 14 else { return .clock(days: days, secondOfDay: 0, microsecond: 0, offset: nil) }
        guard let hour = value(start + 8, 2), let minute = value(start + 10, 2), let second = value(start + 12, 2),
            hour < 24, minute < 60, second < 60
        else { return nil }
        return .clock(days: days, secondOfDay: hour * 3600 + minute * 60 + second, microsecond: 0, offset: nil)
    }
}
