import ArgumentParser
import Configuration

/// Which experiments are judged, and how; what is said applies to each of them.
struct ExperimentOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The field that carries the variants of an experiment, or \"a * b\" (repeatable).", valueName: "field"))
    var experiment: [String] = []

    @Option(help: ArgumentHelp("The variant all others are compared with.", valueName: "variant"))
    var control: String?

    @Option(
        help: ArgumentHelp(
            "A goal: a step, revenue_per_user or average_order_value (repeatable).", valueName: "step"))
    var goal: [String] = []

    @Option(help: ArgumentHelp("How users should be split, such as A=0.5,B=0.5.", valueName: "shares"))
    var expectedSplit: String?

    @Option(help: ArgumentHelp("The lift the test is made to find: 0.1, 10% or auto.", valueName: "lift"))
    var lift: String?

    @Option(help: ArgumentHelp("Goals count so long after the exposure, such as 7d.", valueName: "time"))
    var goalWindow: String?

    @Option(
        help: ArgumentHelp(
            "Show beside ours what this rule would say: growthbook, statsig, eppo or z-test.", valueName: "name"))
    var compareWith: String?

    /// As it was written.
    var flags: ExperimentFlags {
        var flags = ExperimentFlags()
        flags.fields = experiment
        flags.control = control
        flags.goals = goal
        flags.split = expectedSplit
        flags.lift = lift
        flags.window = goalWindow
        flags.peer = compareWith
        return flags
    }
}
