import Analytics
import Expressions

/// The stream as it would be if signals were events: for comparing signals as steps with plain steps.
struct SignalStream {
    let definitions: [SignalDefinition]
    let gap: Int64
    /// What the derived events inherit from the event before.
    var properties: Set<String> = []

    /// The events with the derived signals as events of their own, before the others of their time.
    func events(_ events: [ReferenceEvent], used names: Set<String>) -> [ReferenceEvent] {
        let raises = ReferenceSessions(events, gap: gap).raises(definitions).filter {
            definitions[$0.signal].isDerived && names.contains(definitions[$0.signal].name)
        }
        let ordered = raises.sorted { ($0.signal, $0.user) < ($1.signal, $1.user) }
        return events
            + ordered.enumerated().map { index, raise in
                ReferenceEvent(
                    user: raise.user, event: definitions[raise.signal].name, time: raise.time,
                    arrival: index - raises.count - 1,
                    properties: raise.anchor.properties.filter { properties.contains($0.key) })
            }
    }

    /// The funnel with the signals that are found in rows written out.
    func definition(_ definition: FunnelDefinition) -> FunnelDefinition {
        var plain = definition
        for step in plain.steps.indices {
            plain.steps[step].alternatives += plain.steps[step].alternatives.flatMap { spelledOut($0) }
        }
        for index in plain.exclusions.indices {
            guard let other = spelledOut(plain.exclusions[index].event).first else { continue }
            plain.exclusions[index].event = other
        }
        return plain
    }

    private func spelledOut(_ alternative: StepAlternative) -> [StepAlternative] {
        guard case .event(let name) = alternative.subject else { return [] }
        return definitions.filter { $0.name == name }.compactMap { definition in
            switch definition.kind {
            case .action(let action): return action
            case .carried(let action, let field, let unit, let least):
                let number = Double(least.microseconds) / Double(unit.microseconds)
                let filter = Comparison(field, .greaterOrEqual(Literal(text: "\(Int(number))", number: number)))
                return StepAlternative(action.subject, filter: .comparison(filter))
            case .destination(let pattern):
                guard case .glob(let glob) = pattern.match else { return nil }
                return StepAlternative(.page(glob))
            case .sessionLength, .dwell, .pagesPerSession: return nil
            }
        }
    }
}
