extension MomentSums {
    /// The part of a sum of squares below which what is left after subtraction is rounding, not variation.
    static let rounding = 1e-12

    /// Amount per user; NaN without users.
    package var mean: Double { sum / users }

    /// Variance of the amounts over users, divided by n - 1; 0 when all users have the same amount or there is one
    /// user.
    package var variance: Double {
        guard users >= 2 else { return 0 }
        let squares = sumOfSquares - sum * sum / users
        return squares > Self.rounding * sumOfSquares ? squares / (users - 1) : 0
    }
}
