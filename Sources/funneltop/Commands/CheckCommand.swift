import Analytics
import ArgumentParser
import Configuration
import Glibc
import TerminalUI

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check configuration files and themes, with line and column.")

    @Argument(help: "Files ending in .yaml, .yml or .theme; without one, the configuration that would be used.")
    var files: [String] = []

    func run() throws {
        if files.isEmpty {
            let file = ConfigurationFile(option: nil, sources: [ConfigurationFile.name])
            guard let path = file.path else {
                throw UsageError("no configuration to check; looked for \(file.places.joined(separator: " and "))")
            }
            _ = try plan(try file.settings(), path)
            Output.write("\(SafeText.make(path)): fine\n")
            return
        }
        var failures = 0
        for file in files where !check(file) { failures += 1 }
        if failures > 0 {
            throw UsageError("\(failures) of \(files.count) files \(failures == 1 ? "has" : "have") mistakes")
        }
    }

    /// Prints what is wrong with a file; true when nothing is.
    private func check(_ file: String) -> Bool {
        guard let text = TextFile.read(file) else {
            Diagnostics.error("\(SafeText.make(file)): \(String(cString: strerror(errno)))")
            return false
        }
        if file.hasSuffix(".theme") {
            let warnings = ThemeParser.parse(text: text, name: file).1
            for warning in warnings {
                Diagnostics.error("\(SafeText.make(file)): \(SafeText.make(warning.description))")
            }
            if warnings.isEmpty { Output.write("\(SafeText.make(file)): fine\n") }
            return warnings.isEmpty
        }
        do {
            _ = try plan(try ConfigurationReader.read(text: text, path: file), file)
            Output.write("\(SafeText.make(file)): fine\n")
            return true
        } catch {
            let lines = "\(error)".split(separator: "\n").map { SafeText.make($0) }
            for line in lines { Diagnostics.error(line) }
            return false
        }
    }

    /// Definitions may be well written and still impossible together.
    private func plan(_ settings: Settings, _ file: String) throws -> AnalyticsPlan {
        do throws(PlanError) { return try AnalyticsPlan(settings.analytics) } catch {
            throw UsageError("\(file): \(error.description)")
        }
    }
}
