import Statistics

/// What the visitors of one arm add up to.
package struct ArmTotals: Sendable, Hashable {
    package var users = 0.0
    /// Visitors who converted.
    package var reached = 0.0
    package var revenue = AmountTotals()
    /// Revenue with each visitor's total cut at the cap; empty until there is a cap.
    package var capped = AmountTotals()
    package var orders = 0.0
    package var orderSquares = 0.0

    package init() {}

    package var share: MomentSums { MomentSums(users: users, reached: reached) }

    package func amounts(_ totals: AmountTotals) -> MomentSums {
        MomentSums(users: users, sum: totals.sum, sumOfSquares: totals.squares)
    }

    package func ratio(_ totals: AmountTotals) -> RatioSums {
        RatioSums(
            users: users, numerator: totals.sum, denominator: orders, numeratorSquares: totals.squares,
            denominatorSquares: orderSquares, products: totals.products)
    }

    mutating func add(_ other: ArmTotals) {
        users += other.users
        reached += other.reached
        revenue.add(other.revenue)
        capped.add(other.capped)
        orders += other.orders
        orderSquares += other.orderSquares
    }
}

/// Sums over visitors' revenue.
package struct AmountTotals: Sendable, Hashable {
    package var sum = 0.0
    package var squares = 0.0
    /// Of revenue and number of orders.
    package var products = 0.0

    mutating func add(_ total: Double, orders: Double) {
        sum += total
        squares += total * total
        products += total * orders
    }

    mutating func add(_ other: AmountTotals) {
        sum += other.sum
        squares += other.squares
        products += other.products
    }
}
