/// What a converting visitor orders: sizes are lognormal, their number geometric.
package struct OrderModel: Sendable, Hashable {
    package var mean: Double
    /// The standard deviation of the logarithm of an order.
    package var sigma: Double
    /// The chance of one more order after each.
    package var repeats: Double

    package init(mean: Double = 50, sigma: Double, repeats: Double = 0) {
        self.mean = mean
        self.sigma = sigma
        self.repeats = repeats
    }
}
