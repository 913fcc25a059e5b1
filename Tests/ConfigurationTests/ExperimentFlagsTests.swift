import Analytics
import Configuration
import Expressions
import Testing

@Suite struct ExperimentFlagsTests {
    private func flags(_ change: (inout ExperimentFlags) -> Void) -> ExperimentFlags {
        var flags = ExperimentFlags()
        change(&flags)
        return flags
    }

    private func message(
        over file: [ExperimentDefinition] = [], _ change: (inout ExperimentFlags) -> Void
    ) throws -> String {
        try #require(throws: ExperimentFlagError.self) { try flags(change).definitions(over: file) }.description
    }

    private let file: [ExperimentDefinition] = {
        var first = ExperimentDefinition(name: "x", factors: ["p.x"])
        first.control = "A"
        first.split = ["A": 1, "B": 1]
        first.covariate = "c"
        return [first, ExperimentDefinition(name: "y", factors: ["p.y"])]
    }()

    @Test func `without flags nothing is said`() throws {
        #expect(try ExperimentFlags().definitions(over: []) == [])
        #expect(try ExperimentFlags().definitions(over: file) == [])
    }

    @Test func `a field is an experiment named by the last part of its path`() throws {
        let definitions = try flags {
            $0.fields = ["properties.experiment.checkout_cta", "p.cta * p.color", "plain"]
        }.definitions(over: file)
        #expect(definitions.map(\.name) == ["checkout_cta", "cta * color", "plain"])
        #expect(
            definitions[0]
                == ExperimentDefinition(name: "checkout_cta", factors: ["properties.experiment.checkout_cta"]))
        #expect(definitions[1].factors == ["p.cta", "p.color"])
    }

    @Test func `fields with the same last part keep their paths`() throws {
        let definitions = try flags { $0.fields = ["a.v", "b.v", "a.w", "a.v * b.v"] }.definitions(over: [])
        #expect(definitions.map(\.name) == ["a.v", "b.v", "w", "a.v * b.v"])
    }

    @Test func `every flag applies to every experiment`() throws {
        let definitions = try flags {
            $0.fields = ["p.x", "p.y"]
            $0.control = "A"
            $0.goals = [
                "purchased where revenue > 0", "signed_up as sign-ups", "revenue_per_user", "average_order_value",
            ]
            $0.split = "A=50, B = 25 % ,C=d=2"
            $0.lift = "5%"
            $0.window = "7d"
            $0.peer = "eppo"
        }.definitions(over: file)
        #expect(definitions.count == 2)
        for definition in definitions {
            #expect(definition.control == "A" && definition.lift == .fixed(0.05) && definition.peer == .eppo)
            #expect(definition.split == ["A": 50, "B": 0.25, "C=d": 2])
            #expect(definition.window == .seconds(7 * 86_400) && definition.covariate == nil)
            #expect(
                definition.goals.map(\.name)
                    == ["purchased", "sign-ups", "revenue per user", "average order value"])
            #expect(
                try definition.goals.map(\.kind) == [
                    .conversion(StepParser.parse("purchased where revenue > 0")),
                    .custom(StepParser.parse("signed_up as sign-ups")), .revenuePerUser(field: nil, on: nil),
                    .averageOrderValue(field: nil, on: nil),
                ])
        }
    }

    @Test func `without a field they change the same part of those of the file`() throws {
        let changed = try flags {
            $0.lift = "auto"
            $0.goals = ["b"]
        }.definitions(over: file)
        #expect(changed.map(\.name) == ["x", "y"] && changed[0].covariate == "c" && changed[0].split.count == 2)
        #expect(changed.allSatisfy { $0.lift == .automatic && $0.goals.count == 1 })
    }

    @Test(arguments: ["--control", "--goal", "--expected-split", "--lift", "--goal-window", "--compare-with"])
    func `says that the experiment is missing`(option: String) throws {
        let message = try message { $0.set(option, "A") }
        #expect(message.hasPrefix("\(option): there is no experiment") && message.contains("--experiment "))
    }

    /// A flag, its value, and what the user is told; the experiment is `a`, or what the flag says.
    struct Wrong: Sendable, CustomTestStringConvertible {
        let option: String
        let value: String
        let told: [String]

        init(_ option: String, _ value: String, _ told: String...) {
            self.option = option
            self.value = value
            self.told = told
        }

        var testDescription: String { value }
    }

    @Test(arguments: [
        Wrong("--expected-split", "A", "`A` is not a variant and its share", "A=0.5,B=0.5"),
        Wrong("--expected-split", "A=1,", "`` is not"),
        Wrong("--expected-split", "=1,B=1", "`=1` is not"),
        Wrong("--expected-split", "A=x,B=1", "`x` is not a number", "10 %"),
        Wrong("--expected-split", "A=1,A=1", "`A` stands twice"),
        Wrong("--expected-split", "A=1", "a split has at least 2 variants; such as A=0.5,B=0.5"),
        Wrong("--expected-split", "A=0,B=1", "the share of `A` is not above zero"),
        Wrong("--lift", "10", "a lift of 10 could mean", "write 10 %"),
        Wrong("--lift", "-5%", "a target lift is above 0"),
        Wrong("--lift", "0.05 %", "a target lift is at least 0.1 %", "auto"),
        Wrong("--goal", "first b", "a goal cannot be `first` or optional: users count once anyway"),
        Wrong("--goal", "revenue_per_user | b as c", "`revenue_per_user` is an amount, not an event"),
        Wrong("--lift", "aut", "`aut` is not a number"),
        Wrong("--goal-window", "0s", "a window needs a length"),
        Wrong("--goal-window", "7", "this duration has no unit"),
        Wrong("--compare-with", "statsg", "statsg is not known; did you mean `statsig`?"),
    ])
    func `names the flag and what would be right`(wrong: Wrong) throws {
        let message = try message {
            $0.fields = ["a"]
            $0.set(wrong.option, wrong.value)
        }
        #expect(
            message.hasPrefix(wrong.option + ": " + wrong.told[0]) && wrong.told.allSatisfy(message.contains),
            "\(message)")
    }

    @Test func `names wrong fields and goals`() throws {
        #expect(try message { $0.fields = ["a * "] }.hasPrefix("--experiment: a field of variants has no name"))
        #expect(try message { $0.fields = [""] }.hasPrefix("--experiment: a field of variants has no name"))
        #expect(try message { $0.fields = ["a*b*c*d"] }.contains("1 to 3 fields of variants, not 4"))
        #expect(try message { $0.fields = ["a*a"] }.contains("`a` stands twice"))
        #expect(try message { $0.fields = ["a * b", "a*b"] }.contains("stands twice; leave one out"))
        let twice = try message {
            $0.fields = ["a"]
            $0.goals = ["b", "c as b"]
        }
        #expect(twice.hasPrefix("--goal: two goals are named `b`"))
        let trailing = try message {
            $0.fields = ["a"]
            $0.goals = ["b > c"]
        }
        #expect(trailing.hasPrefix("--goal: ") && trailing.contains("^"))
        let levels = try message {
            $0.fields = ["a * b"]
            $0.control = "A"
        }
        #expect(levels.hasPrefix("--control: `A` does not name one variant of each"))
    }

    @Test func `an amount can be given a name`() throws {
        let goals = try #require(
            try flags {
                $0.fields = ["a"]
                $0.goals = ["revenue_per_user as x", " average_order_value ", "average_order_value as 'per basket'"]
            }.definitions(over: []).first
        ).goals
        #expect(goals.map(\.name) == ["x", "average order value", "per basket"])
        #expect(
            goals.map(\.kind) == [
                .revenuePerUser(field: nil, on: nil), .averageOrderValue(field: nil, on: nil),
                .averageOrderValue(field: nil, on: nil),
            ])
    }

    @Test func `says which experiment of the file a flag does not fit`() throws {
        #expect(
            try message(over: file) { $0.control = "C" }
                == "--control: x: the split does not name the control `C`; one of: A, B")
        #expect(try message(over: file) { $0.split = "B=1,C=1" }.hasPrefix("--expected-split: x: the split does not"))
    }
}

extension ExperimentFlags {
    /// What the option of this name does.
    fileprivate mutating func set(_ option: String, _ value: String) {
        switch option {
        case "--control": control = value
        case "--goal": goals = [value]
        case "--expected-split": split = value
        case "--lift": lift = value
        case "--goal-window": window = value
        case "--compare-with": peer = value
        default: Issue.record("no flag \(option)")
        }
    }
}
