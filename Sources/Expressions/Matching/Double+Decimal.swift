extension Double {
    /// Reads a plain decimal number: `12`, `-0.5`, `.5`, `1e-3`. Nil for anything else, hexadecimal, infinite and
    /// not-a-number forms included, so that a name such as `infinity` stays text.
    package init?(decimal text: some StringProtocol) {
        var digits = 0
        var exponentDigits: Int?
        var hasPoint = false
        var previous: UInt8 = 0
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39:
                if exponentDigits == nil { digits += 1 } else { exponentDigits? += 1 }
            case UInt8(ascii: "."):
                guard !hasPoint, exponentDigits == nil else { return nil }
                hasPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard digits > 0, exponentDigits == nil, previous != UInt8(ascii: ".") else { return nil }
                exponentDigits = 0
            case UInt8(ascii: "+"), UInt8(ascii: "-"):
                guard previous == 0 || previous == UInt8(ascii: "e") || previous == UInt8(ascii: "E") else {
                    return nil
                }
            default: return nil
            }
            previous = byte
        }
        guard digits > 0, exponentDigits != 0, previous != UInt8(ascii: "."), let value = Double(String(text)),
            value.isFinite
        else { return nil }
        self = value
    }
}
