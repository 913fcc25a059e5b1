/// One promise about the rules, with what was measured.
package struct TrialGoal: Sendable, Hashable {
    package let id: String
    package let claim: String
    /// Where the worst value was measured.
    package let place: String
    package let measured: Double
    package let limit: Double
    /// Whether the numbers are shares, otherwise visitors.
    package let isShare: Bool

    package var isMet: Bool { measured <= limit }
}
