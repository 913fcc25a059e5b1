/// Shares of counts.
enum Fraction {
    /// nil when the divisor is zero.
    static func of(_ part: Int, _ whole: Int) -> Double? {
        whole > 0 ? Double(part) / Double(whole) : nil
    }
}
