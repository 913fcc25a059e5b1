import ArgumentParser

/// What is to be computed.
struct FunnelOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A funnel, such as \"checkout: viewed > cart > paid within 1h\" (repeatable).", valueName: "expression"))
    var funnel: [String] = []

    @Option(help: ArgumentHelp("Break the funnels down by a field (repeatable).", valueName: "field"))
    var by: [String] = []

    @Option(help: ArgumentHelp("Whose value counts: first, last, all or step:2.", valueName: "which"))
    var attribution: String?

    @Option(
        help: ArgumentHelp(
            "A named segment, such as \"mobile=device = mobile\" (repeatable).", valueName: "name=filter"))
    var segment: [String] = []

    @Option(
        help: ArgumentHelp(
            "Ready-made micro-conversions: shop or saas (repeatable); more in the configuration.", valueName: "name"))
    var signals: [String] = []

    @Option(name: .customLong("where"), help: ArgumentHelp("Only events for which this holds.", valueName: "filter"))
    var filter: String?

    @Option(help: ArgumentHelp("Only attempts of the last 15m, 1h, 6h, 1d, 7d or 30d.", valueName: "time"))
    var range: String?

    @OptionGroup var experiments: ExperimentOptions
}
