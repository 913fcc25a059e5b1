import Analytics
import Expressions

/// Why the flags of experiments cannot be followed: which one, and what would be right.
package struct ExperimentFlagError: Error, Sendable, Hashable, CustomStringConvertible {
    package var description: String

    init(_ option: String, _ text: String) { description = option + ": " + text }
}

/// What the command line says about experiments, as it was written; nil and empty mean that nothing was said.
package struct ExperimentFlags: Sendable, Hashable {
    /// Fields of variants, `a * b` for a multivariate test.
    package var fields: [String] = []
    package var control: String?
    package var goals: [String] = []
    /// `A=0.5,B=0.5`
    package var split: String?
    package var lift: String?
    package var window: String?
    package var peer: String?

    /// Says nothing.
    package init() {}

    /// The experiments that these flags define; without a field of theirs those of the configuration file, changed.
    /// Empty where they say nothing.
    ///
    /// - Throws: `ExperimentFlagError`.
    package func definitions(
        over file: [ExperimentDefinition]
    ) throws(ExperimentFlagError) -> [ExperimentDefinition] {
        guard self != ExperimentFlags() else { return [] }
        if fields.isEmpty, file.isEmpty {
            throw ExperimentFlagError(
                options.first ?? "--experiment",
                "there is no experiment; name the field of its variants, such as --experiment properties.experiment.checkout_cta"
            )
        }
        let changes = try Changes(self)
        var definitions: [ExperimentDefinition] = []
        for definition in fields.isEmpty ? file : try named() {
            var changed = definition
            changes.apply(to: &changed)
            if let problem = changed.problems.first {
                let name = fields.count == 1 ? "" : ExpressionExcerpt.visible(changed.name) + ": "
                throw ExperimentFlagError(option(for: problem.part), name + problem.message + "; " + problem.flagRemedy)
            }
            definitions.append(changed)
        }
        return definitions
    }

    /// One for each field, named by the last parts of their paths where these tell them apart.
    private func named() throws(ExperimentFlagError) -> [ExperimentDefinition] {
        var definitions: [ExperimentDefinition] = []
        for text in fields {
            let factors = ExperimentDefinition.factors(of: text)
            guard !definitions.contains(where: { $0.factors == factors }) else {
                throw ExperimentFlagError(
                    "--experiment", ExpressionExcerpt.quote(text) + " stands twice; leave one out")
            }
            definitions.append(ExperimentDefinition(name: Self.name(of: factors), factors: factors))
        }
        let short = definitions.map(\.name)
        for index in definitions.indices where short.count(where: { $0 == short[index] }) > 1 {
            definitions[index].name = ExperimentDefinition.variant(definitions[index].factors)
        }
        return definitions
    }

    private static func name(of factors: [String]) -> String {
        let last = factors.map { factor in factor.split(separator: ".").last.map(String.init) ?? factor }
        return ExperimentDefinition.variant(Set(last).count == last.count ? last : factors)
    }

    /// The options that were given beside `--experiment`.
    private var options: [String] {
        var options: [String] = []
        if control != nil { options.append("--control") }
        if !goals.isEmpty { options.append("--goal") }
        if split != nil { options.append("--expected-split") }
        if lift != nil { options.append("--lift") }
        if window != nil { options.append("--goal-window") }
        if peer != nil { options.append("--compare-with") }
        return options
    }

    /// The flag that is to blame: what the file says was checked with the file.
    private func option(for part: ExperimentProblem.Part) -> String {
        let option =
            switch part {
            case .control: control == nil ? "--expected-split" : "--control"
            case .split, .phase: "--expected-split"
            case .within: "--goal-window"
            case .lift: "--lift"
            case .goal: "--goal"
            case .variant, .exposure, .noDifference: "--experiment"
            }
        return options.contains(option) ? option : "--experiment"
    }

    /// The flags, read.
    private struct Changes {
        var control: String?
        var goals: [GoalDefinition] = []
        var split: [String: Double]?
        var lift: ExperimentDefinition.TargetLift?
        var window: TimeSpan?
        var peer: ExperimentDefinition.Peer?

        init(_ flags: ExperimentFlags) throws(ExperimentFlagError) {
            control = flags.control
            for goal in flags.goals { goals.append(try Self.read("--goal", goal, GoalText.goal)) }
            if let text = flags.split { split = try Self.split(text) }
            if let text = flags.lift { lift = try Self.read("--lift", text, FractionParser.lift) }
            if let text = flags.window { window = try Self.read("--goal-window", text, DurationParser.parse) }
            guard let name = flags.peer else { return }
            peer = ExperimentDefinition.Peer(rawValue: name)
            if peer == nil {
                let names = ExperimentDefinition.Peer.allCases.map(\.rawValue)
                throw ExperimentFlagError(
                    "--compare-with",
                    "\(ExpressionExcerpt.visible(name)) is not known; " + Suggestion.remedy(for: name, among: names))
            }
        }

        func apply(to definition: inout ExperimentDefinition) {
            definition.control = control ?? definition.control
            if !goals.isEmpty { definition.goals = goals }
            definition.split = split ?? definition.split
            definition.lift = lift ?? definition.lift
            definition.window = window ?? definition.window
            definition.peer = peer ?? definition.peer
        }

        private static func split(_ text: String) throws(ExperimentFlagError) -> [String: Double] {
            var split: [String: Double] = [:]
            for part in text.split(separator: ",", omittingEmptySubsequences: false) {
                // The name may hold the sign, a number cannot.
                guard let equals = part.lastIndex(of: "="), case let name = trimmed(part[..<equals]), !name.isEmpty
                else {
                    throw ExperimentFlagError(
                        "--expected-split",
                        "\(ExpressionExcerpt.quote(part)) is not a variant and its share; write A=0.5,B=0.5")
                }
                guard split[name] == nil else {
                    throw ExperimentFlagError("--expected-split", "\(ExpressionExcerpt.quote(name)) stands twice")
                }
                split[name] = try read(
                    "--expected-split", trimmed(part[part.index(after: equals)...]), FractionParser.parse)
            }
            return split
        }

        private static func trimmed(_ text: Substring) -> String {
            String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }

        private static func read<Value>(
            _ option: String, _ text: String, _ parse: (String) throws(ExpressionError) -> Value
        ) throws(ExperimentFlagError) -> Value {
            do throws(ExpressionError) { return try parse(text) } catch {
                throw ExperimentFlagError(option, error.description)
            }
        }
    }
}
