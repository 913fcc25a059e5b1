/// What a cell means; a theme turns the meaning into colour.
package enum Role: String, Sendable, Hashable, CaseIterable {
    case text, dim, strong
    case title, border, focus
    case header, headerStrong
    case heading
    case number, changed
    case bar, barTrack, barAlternate
    /// The worst drop and alerts, nothing else.
    case worst
    case winner
    case up, down
    case spark, provisional
    case warning, error
    case selection
    case key, keyLabel
    case input
}
