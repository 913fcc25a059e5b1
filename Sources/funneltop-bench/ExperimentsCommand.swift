import ArgumentParser
import Foundation
import Trials

/// Simulates experiments with and without an effect and holds the rules against their promises.
struct ExperimentsCommand: ParsableCommand {
    /// Which tables to make.
    enum Tables: String, ExpressibleByArgument, CaseIterable {
        case aa
        case speed
        case all
    }

    /// Fewer runs than this say too little for a failure to count.
    static let fullRuns = 4_000

    static let configuration = CommandConfiguration(
        commandName: "experiments",
        abstract: "How often experiments without an effect are called, and how soon those with one.",
        discussion: """
            Rules look at the numbers every 100 visitors. The same seed gives the same tables. The exit status is 1 when \
            a goal is missed with at least \(fullRuns) runs.
            """)

    @Option(help: "Simulated experiments in each cell of a table.")
    var runs = fullRuns

    @Option(help: "Visitors in each experiment without an effect; those with one are up to four times as long.")
    var visitors = 100_000

    @Option(help: "Start of the random numbers.")
    var seed: UInt64 = 1

    @Option(help: "aa (no effect, coverage), speed (decisions) or all.")
    var table = Tables.all

    func validate() throws {
        guard runs > 0, visitors >= 1_000, visitors <= 100_000_000 else {
            throw ValidationError("Give at least 1 run, and 1,000 to 100,000,000 visitors.")
        }
    }

    func run() throws {
        let start = ContinuousClock.now
        let chosen: [TrialTable] =
            switch table {
            case .aa: TrialCatalogue.falseAlarms(visitors: visitors)
            case .speed: TrialCatalogue.speed(visitors: visitors)
            case .all: TrialCatalogue.falseAlarms(visitors: visitors) + TrialCatalogue.speed(visitors: visitors)
            }
        write("\(runs) runs a cell, \(visitors) visitors, a look every 100, seed \(seed)\n")
        var results: [TrialResults] = []
        for table in chosen {
            let result = TrialResults(
                table, outcomes: TrialRunner(seed: seed, runs: runs).outcomes(of: table.trials))
            results.append(result)
            write("\n" + TableText.text(of: result, visitors: visitors))
        }
        let goals = TrialGoal.all(results)
        write("\n" + TableText.text(of: goals))
        let seconds = (ContinuousClock.now - start).components.seconds
        write("\n\(runs) runs a cell, seed \(seed), took \(seconds) s\n")
        if runs >= Self.fullRuns, !goals.allSatisfy(\.isMet) { throw ExitCode(1) }
    }

    private func write(_ text: String) { FileHandle.standardOutput.write(Data(text.utf8)) }
}
