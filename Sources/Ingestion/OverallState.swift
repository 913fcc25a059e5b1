import Analytics

extension SourceSnapshot.State {
    /// What the inputs together are doing, in one state.
    static func overall(_ inputs: [SourceSnapshot.Input]) -> SourceSnapshot.State {
        var fractions: [Double] = []
        var isReading = false
        for input in inputs {
            if case .reading(let fraction) = input.state {
                isReading = true
                if let fraction { fractions.append(fraction) }
            }
        }
        if isReading {
            return .reading(fractions.isEmpty ? nil : fractions.reduce(0, +) / Double(fractions.count))
        }
        let states = inputs.map(\.state)
        if states.contains(.following) { return .following }
        if states.contains(.waiting) || states.isEmpty { return .waiting }
        if states.contains(.ended) { return .ended }
        return states.first ?? .waiting
    }
}
