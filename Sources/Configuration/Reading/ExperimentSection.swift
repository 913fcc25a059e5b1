import Analytics
import Expressions
import Yams

/// The mapping `experiments`: the field of the variants, or a mapping with `variant`, for each name.
enum ExperimentSection {
    static let keys = [
        "variant", "control", "split", "lift", "within", "exposure", "conflicts", "no_difference", "multiplicity",
        "covariate", "compare_with", "phases", "goals",
    ]

    private static let missingField = "name the field that carries the variants"

    static func experiments(_ node: Node, _ reader: inout NodeReader) -> [ExperimentDefinition] {
        reader.entries(of: node, "experiments").compactMap { experiment($0, &reader) }
    }

    private static func experiment(
        _ experiment: NodeReader.Entry, _ reader: inout NodeReader
    ) -> ExperimentDefinition? {
        let before = reader.errors.count
        var definition = ExperimentDefinition(name: experiment.key, factors: [])
        var places: [String: Node] = [:]
        if case .mapping = experiment.value {
            let entries = reader.entries(of: experiment.value, "an experiment", keys: keys)
            for entry in entries {
                places[entry.key] = entry.value
                read(entry, into: &definition, &reader)
            }
            if places["variant"] == nil {
                reader.add(
                    "the experiment \(NodeReader.quote(experiment.key)) has no `variant`",
                    "the field that carries the variants, such as variant: properties.experiment.checkout_cta",
                    at: experiment.keyNode)
            }
        } else if NodeReader.isEmpty(experiment.value) {
            reader.add(
                "the experiment \(NodeReader.quote(experiment.key)) says nothing",
                missingField, at: experiment.keyNode)
        } else {
            places["variant"] = experiment.value
            definition.factors = factors(experiment.value, experiment.key, &reader)
        }
        // The checks of the whole would only repeat what the parts have shown.
        guard reader.errors.count == before else { return nil }
        for problem in definition.problems {
            reader.add(
                problem.message, problem.remedy, at: place(of: problem.part, places, reader) ?? experiment.keyNode)
        }
        return reader.errors.count == before ? definition : nil
    }

    private static func read(
        _ entry: NodeReader.Entry, into experiment: inout ExperimentDefinition, _ reader: inout NodeReader
    ) {
        let node = entry.value
        switch entry.key {
        case "variant": experiment.factors = factors(node, "variant", &reader)
        case "control": experiment.control = reader.text(node, "control")
        case "split": experiment.split = split(node, &reader)
        case "lift": experiment.lift = reader.expression(node, "lift", FractionParser.lift) ?? experiment.lift
        case "within": experiment.window = reader.duration(node, "within")
        case "exposure": experiment.exposure = reader.expression(node, "exposure", StepParser.parse)
        case "conflicts": experiment.conflicts = reader.choice(node, "conflicts") ?? .leaveOut
        case "no_difference":
            experiment.indifference =
                reader.expression(node, "no_difference", FractionParser.parse) ?? experiment.indifference
        case "multiplicity": experiment.multiplicity = reader.choice(node, "multiplicity") ?? .closed
        case "covariate": experiment.covariate = reader.text(node, "covariate")
        case "compare_with": experiment.peer = reader.choice(node, "compare_with")
        case "phases":
            experiment.phases = reader.elements(of: node).compactMap { phase($0, &reader) }
        case "goals":
            experiment.goals = reader.elements(of: node).compactMap { GoalSection.goal($0, &reader) }
        default: break
        }
    }

    /// `a * b`, or a list of fields.
    private static func factors(_ node: Node, _ what: String, _ reader: inout NodeReader) -> [String] {
        reader.texts(node, what, ifEmpty: missingField).flatMap(ExperimentDefinition.factors)
    }

    private static func split(_ node: Node, _ reader: inout NodeReader) -> [String: Double] {
        var split: [String: Double] = [:]
        for entry in reader.entries(of: node, "a split") {
            split[entry.key] = reader.expression(entry.value, entry.key, FractionParser.parse)
        }
        return split
    }

    private static func phase(_ node: Node, _ reader: inout NodeReader) -> ExperimentDefinition.Phase? {
        var start: Timestamp?
        var split: [String: Double] = [:]
        let before = reader.errors.count
        for entry in reader.entries(of: node, "a phase", keys: ["from", "split"]) {
            if entry.key == "from" {
                start = reader.expression(entry.value, "from", MomentParser.parse)
            } else {
                split = Self.split(entry.value, &reader)
            }
        }
        guard reader.errors.count == before else { return nil }
        guard let start else {
            reader.add("this phase has no `from`", "such as from: 2026-11-21T14:00:00Z", at: node)
            return nil
        }
        return ExperimentDefinition.Phase(start: start, split: split)
    }

    private static func place(
        of part: ExperimentProblem.Part, _ places: [String: Node], _ reader: NodeReader
    ) -> Node? {
        func element(_ key: String, _ index: Int) -> Node? {
            guard let node = places[key] else { return nil }
            let elements = reader.elements(of: node)
            return elements.indices.contains(index) ? elements[index] : node
        }
        return switch part {
        case .variant: places["variant"]
        case .control: places["control"]
        case .exposure: places["exposure"]
        case .split: places["split"]
        case .within: places["within"]
        case .lift: places["lift"]
        case .noDifference: places["no_difference"]
        case .phase(let index): element("phases", index)
        case .goal(let index): element("goals", index)
        }
    }
}
