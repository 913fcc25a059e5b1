/// The paths of a sample, to choose those that play a part in this data from all that a maker's format may have.
struct SampledPaths {
    private let counts: [String: Int]

    init(_ fields: [SampledField]) {
        counts = Dictionary(fields.map { ($0.path, $0.count) }) { $0 + $1 }
    }

    /// The path is there, be it without a value.
    func has(_ path: String) -> Bool { counts[path] != nil }

    /// The path has a value somewhere.
    func isFilled(_ path: String) -> Bool { counts[path, default: 0] > 0 }

    /// The first path that has a value, or is there at least; nil when none is.
    func first(of candidates: [String]) -> String? {
        candidates.first { isFilled($0) } ?? candidates.first { has($0) }
    }

    /// The path to look at first, as `first(of:)` finds it, and the others in their order.
    func split(_ candidates: [String]) -> (first: String?, others: [String]) {
        guard let found = first(of: candidates) else { return (nil, []) }
        return (found, candidates.filter { $0 != found })
    }

    /// All candidates, those of the sample before the others.
    func seenFirst(_ candidates: [String]) -> [String] {
        candidates.filter { has($0) } + candidates.filter { !has($0) }
    }

    /// The first path that meets a test, in alphabetical order.
    func path(where isWanted: (String) -> Bool) -> String? { counts.keys.filter(isWanted).min() }
}
