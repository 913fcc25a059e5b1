import Expressions

/// What was found in the beginning of some data, for people who have never seen it.
package struct DataProfile: Sendable, Hashable {
    /// What a field was taken for.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case time, user, anonymous, session, event, page, id, revenue, variant, channel, country, device
    }

    /// One field of the data.
    package struct Field: Sendable, Hashable {
        /// A dotted path, or a column's name.
        package var path: String
        /// `text`, `number`, `boolean`, `time`, `list` or `absent`.
        package var kind: String
        /// Sampled rows that have a value, of `rows`.
        package var count: Int
        /// Different values among them; at least so many where `isBounded`.
        package var distinct: Int
        package var isBounded: Bool
        /// Up to three.
        package var examples: [String]
        package var role: Role?

        package init(
            path: String, kind: String, count: Int, distinct: Int, isBounded: Bool, examples: [String],
            role: Role? = nil
        ) {
            self.path = path
            self.kind = kind
            self.count = count
            self.distinct = distinct
            self.isBounded = isBounded
            self.examples = examples
            self.role = role
        }
    }

    /// A format that came into question.
    package struct Alternative: Sendable, Hashable {
        package var format: String
        /// 0...1.
        package var certainty: Double

        package init(format: String, certainty: Double) {
            self.format = format
            self.certainty = certainty
        }
    }

    /// Path of the file, or `-`.
    package var source: String
    /// As `--format` writes it.
    package var format: String
    /// 0...1.
    package var certainty: Double
    /// Why it was taken for this format, a clause each.
    package var reasons: [String]
    /// Other formats that came into question, best first.
    package var alternatives: [Alternative] = []
    /// Rows that were looked at.
    package var rows = 0
    /// Not all of the data was looked at.
    package var isPartial = false
    /// Lines that gave no event.
    package var rejected = 0
    /// Events of known bots, which are left out.
    package var bots = 0
    package var fields: [Field] = []
    /// Most frequent first, with their users.
    package var events: [NamedCount] = []
    package var pages: [NamedCount] = []
    package var users = 0
    package var first: Timestamp?
    package var last: Timestamp?
    /// Events have no time: they stand in the order of their lines.
    package var isInLineOrder = false
    /// No event is earlier than the one before it.
    package var isSorted = false
    package var suggestion: SuggestedFunnel?
    /// Why there is no suggestion, in a sentence; nil where there is one.
    package var noSuggestion: String?

    package init(source: String, format: String, certainty: Double, reasons: [String]) {
        self.source = source
        self.format = format
        self.certainty = certainty
        self.reasons = reasons
    }
}

/// A funnel that the data itself suggests.
package struct SuggestedFunnel: Sendable, Hashable {
    package var definition: FunnelDefinition
    /// Why these steps, in a sentence or two.
    package var reason: String
    /// Users at each step, in the sample.
    package var counts: [Int]

    package init(definition: FunnelDefinition, reason: String, counts: [Int]) {
        self.definition = definition
        self.reason = reason
        self.counts = counts
    }
}
