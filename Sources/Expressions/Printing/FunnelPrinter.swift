/// Writes a definition as an expression that the parser reads as the same definition.
package enum FunnelPrinter {
    /// Defaults are left out; names that follow from the steps too.
    package static func text(_ funnel: FunnelDefinition) -> String {
        var parts: [String] = []
        if funnel.name != FunnelDefinition.usualName(of: funnel.steps) {
            parts.append(FilterPrinter.name(funnel.name) + ":")
        }
        parts.append(funnel.steps.map(text).joined(separator: " > "))
        return (parts + clauses(of: funnel)).joined(separator: " ")
    }

    package static func text(_ step: StepDefinition) -> String {
        var text = step.isFirstTimeOnly ? "first " : ""
        text += step.alternatives.map(Self.text).joined(separator: " | ")
        // After a filter or a page the mark must not touch the last word.
        if step.isOptional { text += step.alternatives.last?.filter == nil ? "?" : " ?" }
        if step.name != StepDefinition.usualName(of: step.alternatives) {
            text += " as " + FilterPrinter.name(step.name)
        }
        return text
    }

    package static func text(_ alternative: StepAlternative) -> String {
        let filter = alternative.filter.map { "where " + FilterPrinter.text($0) }
        let subject: String? =
            switch alternative.subject {
            case .event(let name): event(name)
            case .page(let path): Tokenizer.isBarePage(path) ? path : FilterPrinter.quoted(path)
            case .anything: filter == nil ? "'*'" : nil
            }
        return [subject, filter].compactMap { $0 }.joined(separator: " ")
    }

    /// In the largest units first: `1h30m`.
    package static func text(_ duration: TimeSpan) -> String {
        var rest = duration.microseconds
        var text = ""
        for unit in DurationParser.units where unit.name != "w" && rest >= unit.microseconds {
            text += "\(rest / unit.microseconds)\(unit.name)"
            rest %= unit.microseconds
        }
        return text.isEmpty ? "0s" : text
    }

    private static func event(_ name: String) -> String {
        guard name.unicodeScalars.first == "/" else {
            return FilterPrinter.name(name, besides: StepParser.reserved)
        }
        // `'\/` is an event, `'/` would be a page.
        var quoted = FilterPrinter.quoted(name).unicodeScalars
        quoted.insert("\\", at: quoted.index(after: quoted.startIndex))
        return String(quoted)
    }

    private static func clauses(of funnel: FunnelDefinition) -> [String] {
        var clauses: [String] = []
        if let window = funnel.window { clauses.append("within " + text(window)) }
        if let window = funnel.stepWindow { clauses.append("within_step " + text(window)) }
        switch funnel.order {
        case .ordered: break
        case .strict: clauses.append("strict")
        case .any: clauses.append("any order")
        }
        if let field = funnel.unitField { clauses.append("per " + FilterPrinter.name(field)) }
        if let field = funnel.heldField { clauses.append("holding " + FilterPrinter.name(field)) }
        for exclusion in funnel.exclusions {
            var clause = "excluding " + text(exclusion.event)
            if exclusion.first != 1 || exclusion.last != funnel.steps.count {
                clause += " between \(exclusion.first) and \(exclusion.last)"
            }
            clauses.append(clause)
        }
        if funnel.exclusionPolicy != .drop { clauses.append("policy " + funnel.exclusionPolicy.rawValue) }
        if funnel.counting != .unique { clauses.append("count " + funnel.counting.rawValue) }
        if funnel.entry != .best { clauses.append("entry " + funnel.entry.rawValue) }
        switch funnel.ties {
        case .any: break
        case .strict: clauses.append("ties strict")
        case .arrival: clauses.append("ties arrival")
        case .grace(let duration): clauses.append("grace " + text(duration))
        }
        if funnel.reusesEvents { clauses.append("reuse") }
        if funnel.isOpen { clauses.append("open") }
        if funnel.repeats != .allowed { clauses.append("repeats " + funnel.repeats.rawValue) }
        return clauses
    }
}
