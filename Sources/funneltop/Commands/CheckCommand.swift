import Analytics
import ArgumentParser
import Configuration
import Glibc
import TerminalUI

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Check configuration files and themes, with line and column.")

    @Argument(help: "Files ending in .yaml, .yml or .theme; without one, the configuration that would be used here.")
    var files: [String] = []

    @Flag(name: [.short, .long], help: "Only say whether they are fine, not what was understood.")
    var quiet = false

    func run() throws {
        if files.isEmpty { return try checkUsual() }
        let failures = files.count { !check($0) }
        if failures > 0 {
            throw UsageError("\(failures) of \(files.count) files \(failures == 1 ? "has" : "have") mistakes")
        }
    }

    /// The one that a run in this folder would use.
    private func checkUsual() throws {
        let file = ConfigurationFile(option: nil, sources: [])
        guard let (path, text) = try file.found() else {
            throw UsageError("no configuration to check; looked for \(file.places.joined(separator: ", "))")
        }
        guard checkConfiguration(text, path) else { throw UsageError("1 of 1 files has mistakes") }
    }

    /// Prints what is wrong with a file; true when nothing is.
    private func check(_ file: String) -> Bool {
        guard let text = TextFile.read(file) else {
            Diagnostics.error("\(SafeText.make(file)): \(String(cString: strerror(errno)))")
            return false
        }
        return file.hasSuffix(".theme") ? checkTheme(text, file) : checkConfiguration(text, file)
    }

    private func checkTheme(_ text: String, _ file: String) -> Bool {
        let warnings = ThemeParser.parse(text: text, name: file).1
        for warning in warnings {
            Diagnostics.error("\(SafeText.make(file)): \(SafeText.make(warning.description))")
        }
        if warnings.isEmpty { report(file, []) }
        return warnings.isEmpty
    }

    private func checkConfiguration(_ text: String, _ file: String) -> Bool {
        do {
            let settings = try ConfigurationReader.read(text: text, path: file, names: .ofMachine)
            let problems = problems(of: settings)
            for problem in problems { explain("\(file): \(problem)") }
            if problems.isEmpty { report(file, SettingsSummary(settings).lines) }
            return problems.isEmpty
        } catch {
            explain("\(error)")
            return false
        }
    }

    private func explain(_ text: String) {
        for line in text.split(separator: "\n") { Diagnostics.error(SafeText.make(line)) }
    }

    /// Definitions may be well written and still impossible together.
    private func problems(of settings: Settings) -> [String] {
        do throws(PlanError) { _ = try AnalyticsPlan(settings.analytics) } catch { return [error.description] }
        return []
    }

    private func report(_ file: String, _ understood: [String]) {
        let lines = ["\(SafeText.make(file)): fine"] + (quiet ? [] : understood.map { SafeText.make($0) })
        Output.write(lines.map { $0 + "\n" }.joined())
    }
}
