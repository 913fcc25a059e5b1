/// A micro-conversion (SPEC §2): a page, a length of time or an action that signals progress or interest.
package struct SignalDefinition: Sendable, Hashable {
    package enum Role: String, Sendable, Hashable, CaseIterable {
        /// A step towards the macro-conversion.
        case milestone
        /// Interest, not on the path.
        case secondary
    }

    /// Where something is done: a page or an action.
    package enum Place: Sendable, Hashable {
        case page(PagePattern)
        case action(StepAlternative)
    }

    package enum Kind: Sendable, Hashable {
        /// A page was seen.
        case destination(PagePattern)
        /// An event by name, with property filters.
        case action(StepAlternative)
        /// A session lasted at least so long, from its first to its latest event.
        case sessionLength(atLeast: TimeSpan)
        /// At least so long from an event of this kind to the user's next event in the same session.
        case dwell(on: Place, atLeast: TimeSpan)
        /// At least so many page views in one session.
        case pagesPerSession(atLeast: Int)
        /// An event carries a duration of at least so long: `field` in units of `unit`.
        case carried(by: StepAlternative, field: String, unit: TimeSpan, atLeast: TimeSpan)
    }

    package var name: String
    package var role: Role
    package var kind: Kind

    package init(name: String, role: Role = .secondary, kind: Kind) {
        self.name = name
        self.role = role
        self.kind = kind
    }

    /// The three kinds of SPEC §2, as reports name them.
    package var kindName: String {
        switch kind {
        case .destination: "destination"
        case .action: "action"
        case .sessionLength, .dwell, .pagesPerSession, .carried: "duration"
        }
    }

    /// True where the signal is raised between events: it can only be found from the session, not from one row.
    package var isDerived: Bool {
        switch kind {
        case .destination, .action, .carried: false
        case .sessionLength, .dwell, .pagesPerSession: true
        }
    }
}

/// Which pages are meant.
package struct PagePattern: Sendable, Hashable {
    package enum Match: Sendable, Hashable {
        /// The whole path, `*` stands for any text.
        case glob(String)
        /// A regular expression found anywhere in it.
        case regularExpression(String)
    }

    package var match: Match
    /// The query belongs to what is compared: `/search?*`.
    package var includesQuery: Bool

    package init(_ match: Match, includesQuery: Bool = false) {
        self.match = match
        self.includesQuery = includesQuery
    }
}
