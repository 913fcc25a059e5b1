import Expressions
import Yams

/// The mapping `funnels`: an expression, or a mapping with `steps`, for each name.
enum FunnelSection {
    static let keys = [
        "steps", "within", "within_step", "order", "count", "entry", "ties", "grace", "per", "holding", "excluding",
        "policy", "reuse", "open", "repeats",
    ]

    static func funnels(_ node: Node, _ reader: inout NodeReader) -> [FunnelDefinition] {
        var funnels: [FunnelDefinition] = []
        for entry in reader.entries(of: node, "funnels") {
            if case .mapping = entry.value {
                if let funnel = mapping(entry, &reader) { funnels.append(funnel) }
            } else if var funnel = reader.expression(entry.value, entry.key, FunnelParser.parse) {
                funnel.name = entry.key
                funnels.append(funnel)
            }
        }
        return funnels
    }

    private static func mapping(_ funnel: NodeReader.Entry, _ reader: inout NodeReader) -> FunnelDefinition? {
        let before = reader.errors.count
        let entries = reader.entries(of: funnel.value, "a funnel", keys: keys)
        var definition = FunnelDefinition(name: funnel.key, steps: [])
        var places: [String: Node] = [:]
        for entry in entries { places[entry.key] = entry.value }
        guard let steps = places["steps"] else {
            reader.add(
                "the funnel \(NodeReader.quote(funnel.key)) has no `steps`", "such as steps: [a, b]", at: funnel.keyNode
            )
            return nil
        }
        let stepNodes = reader.elements(of: steps)
        definition.steps = stepNodes.compactMap { StepSection.step($0, &reader) }
        for entry in entries where entry.key != "excluding" { read(entry, into: &definition, &reader) }
        var exclusionNodes: [Node] = []
        if let node = places["excluding"] {
            for element in reader.elements(of: node) {
                let exclusions = StepSection.exclusions(element, steps: stepNodes.count, &reader)
                definition.exclusions += exclusions
                exclusionNodes += exclusions.map { _ in element }
            }
        }
        if let ties = places["ties"], places["grace"] != nil {
            reader.add("`ties` contradicts `grace`", "leave one of them out", at: ties)
        }
        // The checks of the whole would only repeat what the parts have shown.
        guard reader.errors.count == before else { return nil }
        for problem in definition.problems {
            let place = place(of: problem, places, exclusionNodes, stepNodes) ?? funnel.keyNode
            reader.add(problem.message, problem.remedy, at: place)
        }
        return reader.errors.count == before ? definition : nil
    }

    private static func read(
        _ entry: NodeReader.Entry, into funnel: inout FunnelDefinition, _ reader: inout NodeReader
    ) {
        let node = entry.value
        switch entry.key {
        case "within": funnel.window = reader.duration(node, "within")
        case "within_step": funnel.stepWindow = reader.duration(node, "within_step")
        case "order": funnel.order = reader.choice(node, "order") ?? .ordered
        case "count": funnel.counting = reader.choice(node, "count") ?? .unique
        case "entry": funnel.entry = reader.choice(node, "entry") ?? .best
        case "ties": funnel.ties = ties(node, &reader) ?? .any
        case "grace": funnel.ties = reader.duration(node, "grace").map { .grace($0) } ?? .any
        case "per": funnel.unitField = reader.text(node, "per")
        case "holding": funnel.heldField = reader.text(node, "holding")
        case "policy": funnel.exclusionPolicy = reader.choice(node, "policy") ?? .drop
        case "reuse": funnel.reusesEvents = reader.flag(node, "reuse") ?? false
        case "open": funnel.isOpen = reader.flag(node, "open") ?? false
        case "repeats": funnel.repeats = reader.choice(node, "repeats") ?? .allowed
        default: break
        }
    }

    private static func ties(_ node: Node, _ reader: inout NodeReader) -> FunnelDefinition.Ties? {
        guard let word = reader.text(node, "ties") else { return nil }
        switch word {
        case "any": return .any
        case "strict": return .strict
        case "arrival": return .arrival
        default:
            let remedy =
                word.hasPrefix("grace")
                ? "write `grace: 2s`" : Suggestion.remedy(for: word, among: ["any", "strict", "arrival"])
            reader.add("`ties` cannot be \(NodeReader.quote(word))", remedy, at: node)
            return nil
        }
    }

    private static func place(
        of problem: FunnelProblem, _ places: [String: Node], _ exclusions: [Node], _ steps: [Node]
    ) -> Node? {
        switch problem {
        case .tooFewSteps, .tooManySteps: places["steps"]
        case .optionalFirstStep: steps.first
        case .emptyWindow: places["within"]
        case .emptyStepWindow: places["within_step"]
        case .openWithFirstEntry: places["entry"]
        case .exclusionOutOfRange(let index, _), .exclusionReversed(let index):
            exclusions.indices.contains(index) ? exclusions[index] : nil
        }
    }
}
