/// What the engine needs of every event beyond its time, user and name: the columns a decoder fills.
///
/// Made by `AnalyticsPlan`; one decoder column per entry, in this order.
package struct Projection: Sendable, Hashable {
    package enum Kind: Sendable, Hashable {
        /// Text, interned: for equality, patterns and breakdowns.
        case symbol
        /// A number; `.nan` when absent or not a number: for `<`, `>` and revenue.
        case number
        /// A 64-bit hash of the text; 0 when absent: for units, sessions and held values.
        case key
    }

    package struct Column: Sendable, Hashable {
        /// The field as the user wrote it: a dotted path, its last component, or one of the mapped
        /// names `event`, `page`, `user`, `session`, `revenue`.
        package var field: String
        package var kind: Kind

        package init(_ field: String, _ kind: Kind) {
            self.field = field
            self.kind = kind
        }
    }

    package var columns: [Column]

    package init(columns: [Column] = []) { self.columns = columns }
}
