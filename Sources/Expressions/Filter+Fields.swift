extension Filter {
    /// The fields that are compared, each once, in the order of the text.
    package var fields: [String] {
        var found: [String] = []
        collect(into: &found)
        return found
    }

    private func collect(into found: inout [String]) {
        switch self {
        case .comparison(let comparison):
            if !found.contains(comparison.field) { found.append(comparison.field) }
        case .and(let left, let right), .or(let left, let right):
            left.collect(into: &found)
            right.collect(into: &found)
        case .not(let inner): inner.collect(into: &found)
        }
    }
}

extension FunnelDefinition {
    /// The fields named in filters of steps and exclusions, then the unit's and the held one, each once.
    ///
    /// The event name and the page, which most steps need, are not among them unless a filter compares them.
    package var fields: [String] {
        var found: [String] = []
        let alternatives = steps.flatMap(\.alternatives) + exclusions.map(\.event)
        let named = alternatives.flatMap { $0.filter?.fields ?? [] } + [unitField, heldField].compactMap { $0 }
        for field in named where !found.contains(field) { found.append(field) }
        return found
    }
}
