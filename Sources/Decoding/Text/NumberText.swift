/// Numbers as text, read without making a `String` of them unless they are extreme.
enum NumberText {
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ]

    /// The value of a decimal number, or NaN when the text is none; spaces around it are allowed.
    ///
    /// Correctly rounded: a mantissa below 2^53 and a power of ten up to 22 are exact in a Double (Clinger 1990, section 4),
    /// everything else goes to the standard library.
    static func double(_ text: UnsafePointer<UInt8>, count: Int) -> Double {
        var at = 0
        var end = count
        while at < end, text[at] == 0x20 { at += 1 }
        while end > at, text[end - 1] == 0x20 { end -= 1 }
        let start = at
        guard at < end else { return .nan }
        let isNegative = text[at] == 0x2D
        if isNegative || text[at] == 0x2B { at += 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var exponent = 0
        var isPastPoint = false
        while at < end {
            let digit = text[at] &- 0x30
            if digit < 10 {
                if digits < 19 {
                    mantissa = mantissa &* 10 &+ UInt64(digit)
                    if mantissa != 0 { digits += 1 }
                    if isPastPoint { exponent -= 1 }
                } else {
                    return slow(text, start, end)
                }
            } else if text[at] == 0x2E, !isPastPoint {
                isPastPoint = true
            } else {
                break
            }
            at += 1
        }
        let signs = (isNegative || text[start] == 0x2B ? 1 : 0) + (isPastPoint ? 1 : 0)
        guard at - start > signs else { return .nan }
        if at < end { return text[at] | 0x20 == 0x65 ? slow(text, start, end) : .nan }
        guard mantissa < 1 << 53, exponent >= -22 else { return slow(text, start, end) }
        let value = Double(mantissa) / powers[-exponent]
        return isNegative ? -value : value
    }

    private static func slow(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Double {
        let string = String(
            decoding: UnsafeBufferPointer(start: text + start, count: end - start), as: UTF8.self)
        guard let value = Double(string), value.isFinite else { return .nan }
        return value
    }
}
