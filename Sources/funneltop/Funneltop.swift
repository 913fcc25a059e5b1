import ArgumentParser
import Configuration
import Glibc
import NcursesTerminal
import TerminalUI

struct Funneltop: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "funneltop",
        abstract: "top for conversion funnels: follows events, shows live where users are lost.",
        discussion: """
            With no command: the live dashboard, or a report where standard output is no terminal.
            Example: funneltop events.jsonl --funnel "product_viewed > added_to_cart > purchased within 1h" --by device
            """,
        version: "0.1.0",
        subcommands: [
            WatchCommand.self, ReportCommand.self, FrameCommand.self, ExplainCommand.self, DiscoverCommand.self,
            DemoCommand.self, GenerateCommand.self, CheckCommand.self, ThemesCommand.self,
        ],
        defaultSubcommand: WatchCommand.self)
}

@main
enum Program {
    /// Exit codes: 0 done, 1 input, 2 usage, 128+n on signal n.
    @MainActor
    static func main() {
        NcursesTerminal.installCrashHandlers()
        signal(SIGPIPE, SIG_IGN)
        // A file that may not grow is told like a full disk.
        signal(SIGXFSZ, SIG_IGN)
        do {
            var command = try Funneltop.parseAsRoot()
            try command.run()
        } catch let error as UsageError {
            stop(2, error.description)
        } catch let error as ConfigurationErrors {
            stop(2, error.description)
        } catch let error as InputError {
            stop(1, error.description)
        } catch let stopped as Stopped {
            stop(128 + stopped.signal, stopped.description)
        } catch let code as ExitCode {
            exit(code.rawValue)
        } catch {
            end(with: error)
        }
    }

    /// Help and version are data; everything else of the argument parser is a usage error.
    private static func end(with error: any Error) {
        let message = Funneltop.fullMessage(for: error)
        if Funneltop.exitCode(for: error).isSuccess {
            Output.write(message + "\n")
            exit(0)
        }
        stop(2, message.hasPrefix("Error: ") ? String(message.dropFirst(7)) : message)
    }

    private static func stop(_ code: Int32, _ message: String) -> Never {
        Diagnostics.error(
            message.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText.make($0) }.joined(
                separator: "\n"))
        exit(code)
    }
}
