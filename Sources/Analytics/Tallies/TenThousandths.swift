/// Amounts of money as whole ten-thousandths: what is added and taken back leaves no trace.
enum TenThousandths {
    static let perUnit = 10_000.0

    /// nil where there is no number; held at `limit` on both sides, so that sums stay inside their integers.
    @inline(__always)
    static func of(_ number: Double, limit: Double) -> Int64? {
        guard number.isFinite else { return nil }
        return Int64(max(-limit, min(limit, number)) * perUnit + (number < 0 ? -0.5 : 0.5))
    }
}
