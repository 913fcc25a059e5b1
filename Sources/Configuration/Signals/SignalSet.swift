import Expressions

/// Ready-made signals for a kind of business, in one word: `signals: shop`.
///
/// They find their events by meaning: each knows the names that trackers, tag managers and shops give to one thing, in
/// any spelling of case and signs (`product_viewed`, `Product Viewed`, `view-item`), and the pages where it usually
/// happens. What the data does not have is not raised.
package enum SignalSet: String, Sendable, Hashable, CaseIterable {
    case shop, saas

    /// The signals, in the order in which people come to them.
    package var definitions: [SignalDefinition] {
        switch self {
        case .shop: Self.shopSignals
        case .saas: Self.saasSignals
        }
    }

    /// The signals of several sets; of those with one name the first.
    package static func definitions(of sets: [SignalSet]) -> [SignalDefinition] {
        var all: [SignalDefinition] = []
        for signal in sets.flatMap(\.definitions) where !all.contains(where: { $0.name == signal.name }) {
            all.append(signal)
        }
        return all
    }

    /// What any site can ask of its sessions.
    static let engagement = [
        SignalDefinition(name: "engaged session", kind: .sessionLength(atLeast: .seconds(120))),
        SignalDefinition(name: "three pages", kind: .pagesPerSession(atLeast: 3)),
    ]

    /// A visit that the data itself calls one. Fields that number visits have other names everywhere, and asking for all
    /// of them would be taken for slips of the pen.
    static let repeatVisit = signal(
        "repeat visit",
        names: [
            "(repeat|return|returning) (visit|visitor|user|customer|session)", "(visitor|user|customer) returned",
            "visited again",
        ])

    /// A signal that is raised by any event of these names, or by a view of a page like these.
    ///
    /// - Parameters:
    ///   - names: Regular expressions of small letters; a blank stands for any sign between words, or none.
    ///   - pages: Regular expressions of what a path begins with, after its language.
    static func signal(
        _ name: String, _ role: SignalDefinition.Role = .secondary, names: [String], pages: [String] = []
    ) -> SignalDefinition {
        let named = Filter.comparison(Comparison("event", .matches(expression(names: names))))
        guard !pages.isEmpty else {
            return SignalDefinition(name: name, role: role, kind: .action(StepAlternative(.anything, filter: named)))
        }
        // In access logs what is no view of a page is named `request`: answers with an error, forms that were sent.
        let seen = Filter.and(
            .comparison(Comparison("page", .matches(expression(pages: pages)))),
            .not(.comparison(Comparison("event", .equal(Literal(text: "request"))))))
        return SignalDefinition(
            name: name, role: role, kind: .action(StepAlternative(.anything, filter: .or(named, seen))))
    }

    private static func expression(names: [String]) -> String {
        let words = names.joined(separator: "|").split(separator: " ", omittingEmptySubsequences: false)
        return "(?i)^(" + words.joined(separator: "[ _.:-]?") + ")$"
    }

    private static func expression(pages: [String]) -> String {
        "(?i)^(/[a-z][a-z]([_-][a-z][a-z])?)?/(" + pages.joined(separator: "|") + ")(/|$|\\?|\\.)"
    }
}
