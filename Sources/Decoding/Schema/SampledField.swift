/// A field as a sample of the input shows it.
package struct SampledField: Sendable, Hashable {
    /// What all of a field's sampled values have in common; `list` for arrays, `absent` where none has a value.
    package enum Kind: String, Sendable, Hashable {
        case text, number, boolean, time, list, absent
    }

    /// A dotted path, or a column's name.
    package var path: String
    /// A guess.
    package var kind: Kind
    /// Up to three different values.
    package var examples: [String] = []
    /// Sampled rows that have a value.
    package var count = 0

    init(path: String, kind: Kind) {
        self.path = path
        self.kind = kind
    }
}
