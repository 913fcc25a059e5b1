/// One question put to a multivariate test: what a level does against the base level, or how two levels do together.
package struct FactorialContrast: Sendable, Hashable {
    /// Positions of the factors compared, ascending: one for a main effect, two and more for an interaction.
    package var factors: [Int]
    /// The level compared with level 0, for each of `factors`; 1 or more.
    package var levels: [Int]
    /// Log ratio, averaged over the other factors; nil while a cell has too little to say.
    package var effect: Effect?

    package init(factors: [Int], levels: [Int], effect: Effect?) {
        self.factors = factors
        self.levels = levels
        self.effect = effect
    }
}
