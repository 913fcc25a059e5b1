import Analytics
import Configuration
import Expressions
import Testing

@Suite struct ExperimentSectionTests {
    private func read(_ text: String) throws -> [ExperimentDefinition] {
        try ConfigurationReader.read(text: text, path: "f.yaml").experiments
    }

    private func moment(_ text: String) throws -> Timestamp { try MomentParser.parse(text) }

    private func step(_ text: String) throws -> StepDefinition { try StepParser.parse(text) }

    @Test func `reads everything that can be said`() throws {
        let definitions = try read(
            """
            experiments:
              checkout_cta:
                variant: properties.experiment.checkout_cta
                control: A
                split: {A: 0.9, B: 10 %}
                lift: 5 %
                within: 7d
                exposure: experiment_viewed where kind = shown
                conflicts: first_arm
                no_difference: 0.02
                multiplicity: fdr
                covariate: properties.revenue_before
                compare_with: z-test
                phases: [{from: 2026-11-21T14:00:00Z, split: {A: 1, B: 1}}, {from: 2026-11-22}]
                goals:
                  - purchased
                  - newsletter_signup as newsletter
                  - revenue_per_user
                  - {average_order_value: properties.revenue, on: purchased where revenue > 0}
                  - {refunds: refunded, better: lower, primary: false}
                  - {revenue_per_user: properties.profit, name: profit, unit: 5, primary: true, better: higher}
            """)
        var wanted = ExperimentDefinition(name: "checkout_cta", factors: ["properties.experiment.checkout_cta"])
        wanted.control = "A"
        wanted.split = ["A": 0.9, "B": 0.1]
        wanted.lift = .fixed(0.05)
        wanted.window = .seconds(7 * 86_400)
        wanted.exposure = try step("experiment_viewed where kind = shown")
        wanted.conflicts = .firstArm
        wanted.indifference = 0.02
        wanted.multiplicity = .fdr
        wanted.covariate = "properties.revenue_before"
        wanted.peer = .zTest
        wanted.phases = [
            .init(start: try moment("2026-11-21T14:00:00Z"), split: ["A": 1, "B": 1]),
            .init(start: try moment("2026-11-22")),
        ]
        wanted.goals = [
            GoalDefinition(name: "purchased", kind: .conversion(try step("purchased"))),
            GoalDefinition(name: "newsletter", kind: .custom(try step("newsletter_signup as newsletter"))),
            GoalDefinition(name: "revenue per user", kind: .revenuePerUser(field: nil, on: nil)),
            GoalDefinition(
                name: "average order value",
                kind: .averageOrderValue(field: "properties.revenue", on: try step("purchased where revenue > 0"))),
            GoalDefinition(name: "refunds", kind: .custom(try step("refunded"))),
            GoalDefinition(name: "profit", kind: .revenuePerUser(field: "properties.profit", on: nil)),
        ]
        wanted.goals[4].better = .lower
        wanted.goals[4].isPrimary = false
        wanted.goals[5].unit = 5
        #expect(definitions == [wanted])
    }

    @Test func `a field alone is an experiment with the defaults`() throws {
        let definitions = try read(
            "experiments:\n  cta: properties.experiment.cta\n  both: a * b\n  three: [a, b, c]\n")
        #expect(definitions[0] == ExperimentDefinition(name: "cta", factors: ["properties.experiment.cta"]))
        #expect(definitions.map(\.name) == ["cta", "both", "three"])
        #expect(definitions[1].factors == ["a", "b"] && definitions[2].factors == ["a", "b", "c"])
    }

    @Test func `reads the fields of a multivariate test in both forms`() throws {
        let definitions = try read(
            "experiments: {x: {variant: 'a*b', split: {A * red: 1, B * red: 1}, control: A * red}, y: {variant: [a, b]}}"
        )
        #expect(definitions.map(\.factors) == [["a", "b"], ["a", "b"]])
        #expect(definitions[0].split == ["A * red": 1, "B * red": 1] && definitions[0].control == "A * red")
    }

    @Test func `reads single values in place of lists, and an automatic lift`() throws {
        let definition = try #require(
            try read("experiments: {x: {variant: v, lift: auto, goals: purchased, phases: {from: 2026-11-21}}}").first)
        #expect(definition.lift == .automatic && definition.goals.count == 1 && definition.phases.count == 1)
    }

    @Test func `an amount without a field is that of the mapped revenue`() throws {
        let goals = try #require(
            try read("experiments: {x: {variant: v, goals: [{revenue_per_user: , unit: 2}, average_order_value]}}")
                .first
        ).goals
        #expect(goals.map(\.kind) == [.revenuePerUser(field: nil, on: nil), .averageOrderValue(field: nil, on: nil)])
        #expect(goals[0].unit == 2 && goals[1].name == "average order value")
    }

    @Test func `an amount can be given a name in each form`() throws {
        let goals = try #require(
            try read(
                "experiments: {x: {variant: v, goals: [revenue_per_user as a, {b: average_order_value}, {c: revenue_per_user, unit: 2}]}}"
            ).first
        ).goals
        #expect(goals.map(\.name) == ["a", "b", "c"] && goals[2].unit == 2)
        #expect(
            goals.map(\.kind) == [
                .revenuePerUser(field: nil, on: nil), .averageOrderValue(field: nil, on: nil),
                .revenuePerUser(field: nil, on: nil),
            ])
    }

    @Test func `a word that only begins like an amount is an event`() throws {
        let goals = try #require(try read("experiments: {x: {variant: v, goals: [revenue_per_users]}}").first).goals
        #expect(goals == [GoalDefinition(name: "revenue_per_users", kind: .conversion(try step("revenue_per_users")))])
    }

    @Test func `reads phases to the fraction of a second, and the smallest lift`() throws {
        let definition = try #require(
            try read("experiments: {x: {variant: v, lift: 0.1 %, phases: [{from: 2026-03-01T00:36:00.000Z}]}}").first)
        #expect(definition.phases.map(\.start.iso8601) == ["2026-03-01T00:36:00Z"])
        #expect(definition.lift == .fixed(0.001))
    }

    @Test func `an event named like an amount is quoted`() throws {
        let goals = try #require(
            try read("experiments: {x: {variant: v, goals: [\"'revenue_per_user'\"]}}").first
        ).goals
        #expect(goals == [GoalDefinition(name: "revenue_per_user", kind: .conversion(try step("'revenue_per_user'")))])
    }

    @Test func `hands the experiments to the engine, and lists replace lists`() throws {
        var flags = Settings()
        let file = try ConfigurationReader.read(text: "experiments: {x: a, y: b}", path: "f")
        #expect(flags.merging(over: file).experiments == file.experiments)
        #expect(file.analytics.experiments.map(\.name) == ["x", "y"])
        flags.experiments = [ExperimentDefinition(name: "z", factors: ["c"])]
        #expect(flags.merging(over: file).experiments.map(\.name) == ["z"])
    }

    static let mistakes = [
        Mistake("experiments: »[a]", "experiments is a mapping"),
        Mistake("experiments: {»x: }", "says nothing", "field"),
        Mistake("experiments: {»x: {control: A}}", "has no `variant`", "variant: "),
        Mistake("experiments: {x: {variant: a, »variants: b}}", "unknown key `variants`", "did you mean `variant`?"),
        Mistake("experiments: {x: »a * b * c * d}", "1 to 3 fields", "a * b"),
        Mistake("experiments: {x: {variant: »[a, b, a]}}", "`a` stands twice", "leave one out"),
        Mistake("experiments: {x: »a * }", "no name"),
        Mistake("experiments: {x: {variant: a, split: {A: »half, B: 1}}}", "`half` is not a number", "10 %"),
        Mistake("experiments: {x: {variant: a, split: {A: »nan, B: 1}}}", "`nan` is not a number"),
        Mistake("experiments: {x: {variant: a, split: »{A: 0, B: 1}}}", "share of `A` is not above zero"),
        Mistake("experiments: {x: {variant: a, split: »{A: 1, B: -1}}}", "share of `B` is not above zero"),
        Mistake("experiments: {x: {variant: a, split: »{A: 1}}}", "at least 2 variants", "{A: 0.5"),
        Mistake("experiments: {x: {variant: a, split: »[1, 1]}}", "a split is a mapping"),
        Mistake("experiments: {x: {variant: a, control: »C, split: {A: 1, B: 1}}}", "control `C`", "one of: A, B"),
        Mistake(
            "experiments: {x: {variant: a, control: »contro, split: {control: 1, B: 1}}}", "control `contro`",
            "did you mean `control`?"),
        Mistake("experiments: {x: {variant: a * b, control: »A}}", "each of the 2 fields", "`A * B`"),
        Mistake("experiments: {x: {variant: a * b, split: »{A*r: 1, B * r: 1}}}", "`A*r` does not name", "` * `"),
        Mistake("experiments: {x: {variant: a, lift: »0}}", "above 0", "10 %"),
        Mistake("experiments: {x: {variant: a, lift: »0.0009}}", "at least 0.1 %: evidence", "1 %"),
        Mistake("experiments: {x: {variant: a, lift: »0.09 %}}", "at least 0.1 %"),
        Mistake("experiments: {x: {variant: a, lift: »900 %}}", "at most 300 %"),
        Mistake("experiments: {x: {variant: a, lift: »10}}", "10 % or 10 times", "10 %"),
        Mistake("experiments: {x: {variant: a, lift: »much}}", "`much` is not a number", "0.1"),
        Mistake("experiments: {x: {variant: a, no_difference: »1}}", "below 100 %", "1 %"),
        Mistake("experiments: {x: {variant: a, no_difference: »0}}", "above 0"),
        Mistake("experiments: {x: {variant: a, within: »0s}}", "needs a length", "no limit"),
        Mistake("experiments: {x: {variant: a, within: 7»days}}", "not a unit of time", "did you mean `d`?"),
        Mistake(
            "experiments: {x: {variant: a, exposure: »seen?}}", "an exposure cannot be `first` or optional",
            "leave the mark"),
        Mistake("experiments: {x: {variant: a, exposure: seen »b}}", "expected"),
        Mistake("experiments: {x: {variant: a, conflicts: »leave}}", "cannot be `leave`", "leave_out, first_arm"),
        Mistake("experiments: {x: {variant: a, multiplicity: »close}}", "cannot be", "did you mean `closed`?"),
        Mistake("experiments: {x: {variant: a, compare_with: »grothbook}}", "cannot be", "did you mean `growthbook`?"),
        Mistake("experiments: {x: {variant: a, phases: [»{split: {A: 1, B: 1}}]}}", "has no `from`", "2026"),
        Mistake("experiments: {x: {variant: a, phases: [{from: »yesterday}]}}", "not a time", "2026-11-21T14:00:00Z"),
        Mistake(
            "experiments: {x: {variant: a, phases: [{from: 2026-01-01, »til: 2}]}}", "unknown key `til` in a phase"),
        Mistake(
            "experiments: {x: {variant: a, phases: [{from: 2026-01-02}, »{from: 2026-01-02}]}}",
            "does not begin after the one before", "order"),
        Mistake(
            "experiments: {x: {variant: a, phases: [»{from: 2026-01-02, split: {A: 1}}]}}", "at least 2 variants"),
        Mistake("experiments: {x: {variant: a, goals: [b, »b]}}", "two goals are named `b`", "another name"),
        Mistake("experiments: {x: {variant: a, goals: [b »c]}}", "expected"),
        Mistake(
            "experiments: {x: {variant: a, goals: [»first b]}}",
            "a goal cannot be `first` or optional: users count once"),
        Mistake("experiments: {x: {variant: a, goals: [»{better: lower}]}}", "does not say what it counts"),
        Mistake("experiments: {x: {variant: a, goals: [{n: b, »bettr: lower}]}}", "`bettr`", "did you mean `better`?"),
        Mistake("experiments: {x: {variant: a, goals: [{n: b, better: »less}]}}", "cannot be `less`", "higher, lower"),
        Mistake(
            "experiments: {x: {variant: a, goals: [{»revenue_per_usr: r}]}}", "unknown key",
            "did you mean `revenue_per_user`?"),
        Mistake("experiments: {x: {variant: a, goals: [{n: b, »other: c}]}}", "`other` stands in the goal `n`"),
        Mistake("experiments: {x: {variant: a, goals: [{n: b, »name: c}]}}", "this goal is named `n`", "leave"),
        Mistake("experiments: {x: {variant: a, goals: [{n: b, »on: c}]}}", "revenue_per_user", "leave it out"),
        Mistake("experiments: {x: {variant: a, goals: [»{n: b, unit: 5}]}}", "has no `unit`", "leave it out"),
        Mistake("experiments: {x: {variant: a, goals: [»{revenue_per_user: r, unit: 0}]}}", "a unit is above zero"),
        Mistake("experiments: {x: {variant: a, goals: [{revenue_per_user: r, unit: »x}]}}", "`unit` is a number"),
        Mistake(
            "experiments: {x: {variant: a, goals: [b, »{average_order_value: r, unit: 5}]}}",
            "an average order value has no `unit`", "leave it out"),
        Mistake("experiments: {x: {variant: »\"\"}}", "`variant` is empty", "name the field that carries the variants"),
        Mistake(
            "experiments: {x: {variant: [a, »'']}}", "`variant` is empty", "name the field that carries the variants"),
        Mistake("experiments: {x: »''}", "`x` is empty", "name the field that carries the variants"),
        Mistake(
            "experiments: {x: {variant: a, goals: [»revenue_per_user?]}}",
            "`revenue_per_user` is an amount, not an event",
            "as name"),
        Mistake(
            "experiments: {x: {variant: a, goals: [{n: »average_order_value where a = b}]}}",
            "is an amount, not an event",
            "'average_order_value'"),
        Mistake("experiments: {x: {variant: a, goals: [{n: revenue_per_user, »name: c}]}}", "this goal is named `n`"),
        Mistake("experiments: {x: {variant: a, goals: [{n: b, primary: »maybe}]}}", "true or false"),
    ]

    @Test(arguments: mistakes)
    func `shows line, column and what would be right`(mistake: Mistake) throws {
        let errors = try #require(throws: ConfigurationErrors.self) { try read(mistake.text) }
        let error = try #require(errors.all.first)
        #expect(errors.all.count == 1, "\(errors)")
        #expect(error.message.contains(mistake.message), "\(error)")
        #expect(mistake.remedy.isEmpty || (error.remedy ?? "").contains(mistake.remedy), "\(error)")
        #expect(error.line == mistake.line && error.column == mistake.column, "\(error)")
    }

    @Test func `lets no control sign of a name through`() throws {
        let name = #""\e[31m\u202e""#
        let texts = [
            "experiments: {\(name): {control: A}}", "experiments: {x: {variant: a, split: {\(name): 0, B: 1}}}",
            "experiments: {x: {variant: a, control: \(name), split: {A: 1, B: 1}}}",
            "experiments: {x: {variant: a, goals: [{\(name): b}, {\(name): c}]}}",
            "experiments: {x: {variant: [\(name), \(name)]}}", "experiments: {x: {variant: a, lift: \(name)}}",
            "experiments: {x: {variant: a, phases: [{from: \(name)}]}}",
        ]
        for text in texts {
            let errors = try #require(throws: ConfigurationErrors.self) { try read(text) }
            #expect(
                errors.description.unicodeScalars.allSatisfy {
                    $0 == "\n" || $0.properties.generalCategory != .control && $0.properties.generalCategory != .format
                }, "\(text)")
        }
    }
}
