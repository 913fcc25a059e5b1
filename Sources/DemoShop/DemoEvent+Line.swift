extension DemoEvent {
    /// Appends the event as one line of JSON with its newline.
    package func append(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: #"{"ts":""#.utf8)
        appendTime(to: &bytes)
        bytes.append(contentsOf: #"","user_id":"u"#.utf8)
        DemoEvent.append(user, digits: 6, to: &bytes)
        bytes.append(contentsOf: #"","event":""#.utf8)
        bytes.append(contentsOf: name.text.utf8)
        bytes.append(contentsOf: #"","session_id":"s"#.utf8)
        DemoEvent.append(session, digits: 7, to: &bytes)
        bytes.append(contentsOf: #"","message_id":"m"#.utf8)
        DemoEvent.append(Int(seedMark), digits: 5, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        DemoEvent.append(sequence, digits: 9, to: &bytes)
        bytes.append(contentsOf: #"","properties":{"page":""#.utf8)
        bytes.append(contentsOf: page.path.utf8)
        if case .product = page, let product { DemoEvent.append(product, to: &bytes) }
        bytes.append(contentsOf: #"","country":""#.utf8)
        bytes.append(contentsOf: country.text.utf8)
        bytes.append(contentsOf: #"","device":""#.utf8)
        bytes.append(contentsOf: device.text.utf8)
        bytes.append(contentsOf: #"","channel":""#.utf8)
        bytes.append(contentsOf: channel.text.utf8)
        bytes.append(UInt8(ascii: "\""))
        if let product { appendGoods(product, to: &bytes) }
        bytes.append(
            contentsOf: isInVariantB
                ? #","experiment":{"checkout_cta":"B""#.utf8 : #","experiment":{"checkout_cta":"A""#.utf8)
        bytes.append(contentsOf: hasFreeShipping ? #","free_shipping":"on"}"#.utf8 : #","free_shipping":"off"}"#.utf8)
        bytes.append(contentsOf: hasNewRelease ? #","app_version":"5.2.0"}}"#.utf8 : #","app_version":"5.1.0"}}"#.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// The line without its newline.
    package var line: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes.dropLast(), as: UTF8.self)
    }

    private func appendGoods(_ product: DemoProduct, to bytes: inout [UInt8]) {
        bytes.append(contentsOf: #","product_id":""#.utf8)
        DemoEvent.append(product, to: &bytes)
        bytes.append(contentsOf: #"","price":"#.utf8)
        DemoEvent.append(cents: product.priceInCents, to: &bytes)
        if quantity > 0 {
            bytes.append(contentsOf: #","quantity":"#.utf8)
            DemoEvent.append(quantity, digits: 1, to: &bytes)
            bytes.append(contentsOf: #","revenue":"#.utf8)
            DemoEvent.append(cents: product.priceInCents * quantity, to: &bytes)
        }
    }

    /// ISO 8601 with milliseconds in UTC; the calendar is Howard Hinnant's ("chrono-compatible low-level date
    /// algorithms", 2014).
    private func appendTime(to bytes: inout [UInt8]) {
        let milliseconds = Int(timeMicroseconds / 1000)
        var days = milliseconds / 86_400_000
        var rest = milliseconds % 86_400_000
        if rest < 0 {
            rest += 86_400_000
            days -= 1
        }
        let shifted = days + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        DemoEvent.append(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), digits: 4, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        DemoEvent.append(month, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "-"))
        DemoEvent.append(dayOfYear - (153 * shiftedMonth + 2) / 5 + 1, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "T"))
        DemoEvent.append(rest / 3_600_000, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        DemoEvent.append(rest / 60_000 % 60, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        DemoEvent.append(rest / 1000 % 60, digits: 2, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        DemoEvent.append(rest % 1000, digits: 3, to: &bytes)
        bytes.append(UInt8(ascii: "Z"))
    }

    private static func append(_ product: DemoProduct, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "p"))
        append(product.number, digits: 3, to: &bytes)
    }

    private static func append(cents: Int, to bytes: inout [UInt8]) {
        append(cents / 100, digits: 1, to: &bytes)
        bytes.append(UInt8(ascii: "."))
        append(cents % 100, digits: 2, to: &bytes)
    }

    /// Decimal digits of a number that is not negative, with leading zeros up to `digits`.
    private static func append(_ number: Int, digits: Int, to bytes: inout [UInt8]) {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(digits, decimalLength(number))))
        var position = bytes.count
        var rest = UInt(number.magnitude)
        while rest > 0, position > start {
            position -= 1
            bytes[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }

    private static func decimalLength(_ number: Int) -> Int {
        var length = 1
        var bound = 10
        while number >= bound, length < 18 {
            bound *= 10
            length += 1
        }
        return length
    }
}
