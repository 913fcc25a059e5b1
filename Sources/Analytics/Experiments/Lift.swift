import RealModule

/// From the logarithm of a ratio to the lift that people read, and back.
enum Lift {
    /// `exp(x) - 1`.
    static func of(_ logRatio: Double) -> Double { Double.expMinusOne(logRatio) }

    /// e of ln e; infinite where a number cannot hold it.
    static func evidence(_ logE: Double) -> Double { Double.exp(logE) }
}
