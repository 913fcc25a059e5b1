import ArgumentParser
import Foundation

/// Rotates a log under three readers and counts what each of them loses and repeats.
struct RotationCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rotation",
        abstract: "What tail -F and funneltop's reader lose and repeat while a log is rotated.",
        discussion: """
            All readers follow the same file in the same run. One of funneltop's readers is killed (SIGKILL) and goes on \
            from what it saved last. The exit status is 1 when funneltop's readers lose or repeat a line.
            """,
        subcommands: [RotationReaderCommand.self])

    @Option(help: "Unique lines written in each mode.")
    var lines = 60_000

    @Option(help: "Rotations in each mode.")
    var rotations = 30

    @Option(help: "How often the second reader is killed.")
    var kills = 6

    @Option(help: "Lines written a second.")
    var rate = 15_000

    @Option(help: "One of \(RotationMode.allCases.map(\.rawValue).joined(separator: ", ")); all of them if not given.")
    var mode: RotationMode?

    func validate() throws {
        guard rotations >= 1, lines >= 400 * rotations, kills >= 0, rate >= 100 else {
            throw ValidationError("Give at least 400 lines a rotation, and 100 lines a second.")
        }
    }

    func run() throws {
        var rows: [RotationRow] = []
        for mode in mode.map({ [$0] }) ?? RotationMode.allCases {
            let trial = RotationTrial(mode: mode, lines: lines, rotations: rotations, kills: kills, rate: rate)
            rows.append(try trial.run())
        }
        FileHandle.standardOutput.write(Data(RotationRow.table(rows, kills: kills).utf8))
        if rows.contains(where: { !$0.isFlawless }) { throw ExitCode.failure }
    }
}

/// How a log is rotated.
enum RotationMode: String, CaseIterable, ExpressibleByArgument {
    case rename
    case lateWriter = "late-writer"
    case copyTruncate = "copytruncate"
    case link

    /// As it stands in the table.
    var title: String {
        switch self {
        case .rename: "rename+create"
        case .lateWriter: "rename, 200 more lines to the old file"
        case .copyTruncate: "copytruncate"
        case .link: "symlink switch"
        }
    }
}
