import ArgumentParser

/// Measures what the program promises.
@main
struct FunneltopBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "funneltop-bench", abstract: "Measure what funneltop promises.",
        subcommands: [ExperimentsCommand.self, RotationCommand.self])
}
