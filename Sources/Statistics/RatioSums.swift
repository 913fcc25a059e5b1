/// What one arm's users add up to for a ratio of two amounts, such as revenue over orders: sums over the totals of
/// users, never over single orders, because orders of one user are not independent.
package struct RatioSums: Sendable, Hashable {
    package var users: Double
    package var numerator: Double
    package var denominator: Double
    package var numeratorSquares: Double
    package var denominatorSquares: Double
    package var products: Double

    package init(
        users: Double, numerator: Double, denominator: Double, numeratorSquares: Double, denominatorSquares: Double,
        products: Double
    ) {
        self.users = users
        self.numerator = numerator
        self.denominator = denominator
        self.numeratorSquares = numeratorSquares
        self.denominatorSquares = denominatorSquares
        self.products = products
    }
}
