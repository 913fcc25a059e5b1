import Analytics
import ArgumentParser
import Configuration
import DemoShop
import Expressions
import Ingestion

struct DemoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo",
        abstract: "A built-in shop, live; after a minute a step breaks for one device.")

    @OptionGroup var view: ViewOptions

    @Option(help: ArgumentHelp("Events a second.", valueName: "number"))
    var rate: Double = 40

    @Option(help: ArgumentHelp("Another seed, another shop.", valueName: "number"))
    var seed: UInt64 = 7

    func run() throws {
        if !(rate > 0 && rate <= 100_000) { throw UsageError("--rate: \(rate) is not between 0 and 100000") }
        guard TerminalFacts.outputIsTerminal else {
            throw UsageError("demo needs a terminal; `funneltop generate` writes the shop's events")
        }
        var settings = Settings()
        settings.view = try view.settings()
        settings.view.range = .fifteenMinutes
        let begin = Clock.now.microseconds
        let shop = DemoShop(
            seed: seed, users: max(2_000, Int(rate * 1_000)), start: begin - DemoCommand.history, rate: rate,
            breaksAt: begin + 60_000_000)
        let analytics = try DemoCommand.analytics()
        let look = settings.view
        let depth = view.depth
        try MainActor.assumeIsolated {
            try Watching(
                configuration: analytics, view: look, depth: depth, saving: FunnelSaving(used: nil, sources: []),
                keeper: nil, latenessIsGiven: true,
                intake: {
                    let source = DemoSource(shop, begin: begin - DemoCommand.history) { Clock.now.microseconds }
                    return IntakeSettings(
                        origins: [.source(source, name: "demo shop")], description: InputDescription(), follows: true,
                        canStartAgain: true)
                }
            ).run()
        }
    }

    /// What has happened before, in microseconds: enough for comparisons with earlier quarters of an hour.
    private static let history: Int64 = 5_400_000_000

    /// The shop's funnel, by device, country and channel, with two segments to compare and its experiments.
    static func analytics() throws -> AnalyticsConfiguration {
        var analytics = AnalyticsConfiguration(funnels: [try FunnelParser.parse(DemoShop.funnel)])
        analytics.breakdowns = DemoShop.breakdowns.map { AnalyticsConfiguration.Breakdown(field: $0) }
        analytics.segments = try ["mobile", "desktop"].map { device in
            AnalyticsConfiguration.Segment(name: device, filter: try FilterParser.parse("device = \(device)"))
        }
        analytics.experiments = zip(DemoShop.experiments, DemoShop.controls).map { field, control in
            let factors = ExperimentDefinition.factors(of: field)
            var experiment = ExperimentDefinition(
                name: field, factors: factors.map { "properties.experiment." + $0 })
            experiment.control = control
            return experiment
        }
        return analytics
    }
}
