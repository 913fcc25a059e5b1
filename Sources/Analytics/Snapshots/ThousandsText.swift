/// Digits of whole numbers as people read them.
package enum ThousandsText {
    /// `48,210`
    package static func of(_ magnitude: UInt) -> String {
        let digits = String(magnitude)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }
}
