/// The word for how a comparison stands; the raw value is that of the report.
package enum Verdict: String, Sendable, Hashable, CaseIterable {
    case noData = "no_data"
    case splitBroken = "split_broken"
    case collecting
    case winner
    case loser
    case noDifference = "no_difference"
    case leaning
    case undecided
}
