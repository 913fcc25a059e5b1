/// An estimate and the interval around it.
package struct BandPoint: Sendable, Hashable {
    package var low: Double
    package var middle: Double
    package var high: Double

    package init(low: Double, middle: Double, high: Double) {
        self.low = low
        self.middle = middle
        self.high = high
    }
}
