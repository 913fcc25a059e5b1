import Analytics
import ArgumentParser
import ByteSources
import Configuration
import Decoding
import DemoShop
import Glibc
import Ingestion
import Reports
import TerminalUI

struct DiscoverCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "discover",
        abstract: "What is in it: format, fields, events, a suggested funnel; prints a configuration.",
        discussion: "Example: funneltop discover events.jsonl --output yaml > funneltop.yaml")

    @OptionGroup var input: InputOptions

    @Option(
        name: [.short, .long],
        help: ArgumentHelp("text, json, or yaml for the configuration alone.", valueName: "format"))
    var output: String = "text"

    @Flag(help: "Why this format and no other.")
    var explainFormat = false

    @Flag(help: "Look at the events of the built-in shop.")
    var demo = false

    @Option(help: ArgumentHelp("auto, unicode or ascii, for text.", valueName: "name"))
    var glyphs: String = "auto"

    private enum Format: String, CaseIterable {
        case text, json, yaml
    }

    func run() throws {
        guard let format = Format(rawValue: output) else {
            throw UsageError(unknown("--output", output, Format.allCases.map(\.rawValue)))
        }
        guard let ladder = Settings.View.Glyphs(rawValue: glyphs) else {
            throw UsageError(unknown("--glyphs", glyphs, ["auto", "unicode", "ascii"]))
        }
        let settings = try SettingsReader(input: input, funnels: try FunnelOptions.parse([])).settings()
        let intake = try ReadingPlan(settings, input: input).intake(follows: false)
        let sources = demo ? [DiscoverySource.demo] : try DiscoverySource.sources(settings.sources)
        var profiles: [DataProfile] = []
        var trials: [[FormatTrial]] = []
        var failures: [String] = []
        for source in sources {
            let name = source.name
            switch source.profile(settings.input, intake.timeZone) {
            case .success(let (profile, sample)):
                profiles.append(profile)
                if let damage = sample.damage { Diagnostics.warn(SafeText.make("\(name): \(damage)")) }
                if explainFormat {
                    trials.append(
                        FormatTrials.trials(
                            of: sample, source: name, description: settings.input, timeZone: intake.timeZone))
                }
            case .failure(let failure):
                failures.append("\(name): \(failure.error.message)")
                if format == .text, case .format(.noUser) = failure.error, let sample = failure.sample,
                    let fields = DataDiscovery.fieldsWithoutUser(
                        of: sample, source: name, description: settings.input)
                {
                    Output.write(DiscoveryReport.withoutUser(fields, glyphs: ladder.ladder ?? TerminalFacts.glyphs))
                }
            }
        }
        guard !profiles.isEmpty else { throw InputError(failures.joined(separator: "\n")) }
        for failure in failures { Diagnostics.error(SafeText.make(failure)) }
        let report = DiscoveryReport(
            profiles: profiles, configuration: DiscoverCommand.configuration(profiles, settings.input),
            trials: trials, glyphs: ladder.ladder ?? TerminalFacts.glyphs)
        switch format {
        case .text: Output.write(report.text)
        case .json: Output.write(report.json)
        case .yaml: Output.write(report.configuration)
        }
        if !failures.isEmpty { throw ExitCode(1) }
    }

    /// A configuration file for what was found, with the reason of its funnel.
    private static func configuration(_ profiles: [DataProfile], _ given: InputDescription) -> String {
        var settings = DiscoveredSettings.settings(of: profiles, given: given)
        settings.sources.removeAll { $0 == DiscoverySource.demo.name }
        var remarks = ["funneltop.yaml, made by funneltop discover; check it with funneltop check."]
        if settings.funnels.isEmpty { remarks.append("No funnel was found: add one under funnels.") }
        return ConfigurationWriter.text(settings, remarks: remarks)
    }
}

/// One thing to look at.
enum DiscoverySource {
    case file(String)
    case standardInput
    case demo

    /// A glob stands for its files, the first few of them.
    private static let mostFiles = 16

    var name: String {
        switch self {
        case .file(let path): path
        case .standardInput: "-"
        case .demo: "demo shop"
        }
    }

    /// Standard input where nothing is named.
    static func sources(_ names: [String]) throws -> [DiscoverySource] {
        if names.isEmpty {
            guard !TerminalFacts.inputIsTerminal else {
                throw UsageError("discover: nothing to look at; name a file, or send events to standard input")
            }
            return [.standardInput]
        }
        var sources: [DiscoverySource] = []
        for name in names {
            let pattern = SourcePattern(name)
            guard !pattern.isStandardInput else {
                sources.append(.standardInput)
                continue
            }
            let paths: [String]
            do { paths = try pattern.expand() } catch { throw InputError(error.finalDescription) }
            if pattern.isEmptyFolder { throw UsageError(pattern.noMatch.finalDescription) }
            guard !paths.isEmpty else { throw InputError("\(name): no file matches") }
            if paths.count > mostFiles {
                Diagnostics.warn(SafeText.make("\(name): only the first \(mostFiles) of \(paths.count) files"))
            }
            sources += paths.prefix(mostFiles).map { .file($0) }
        }
        return sources
    }

    func profile(
        _ description: InputDescription, _ timeZone: TimeZoneTable?
    ) -> Result<(DataProfile, SampleBytes), Failure> {
        let read: SampleBytes?
        let limit = DataDiscovery.sampleLimit
        switch self {
        case .file(let path):
            read = SampleBytes.beginning(of: path, limit: limit, lineLimit: LineLimit(description))
        case .standardInput:
            read = SampleBytes.ofStandardInput(limit: limit, lineLimit: LineLimit(description))
        case .demo:
            var bytes: [UInt8] = []
            var shop = DemoShop(seed: 7, users: 2_000, start: Clock.now.microseconds - 3_600_000_000, rate: 4)
            shop.appendLines(12_000, to: &bytes)
            read = SampleBytes(bytes: bytes, isWhole: true)
        }
        guard let sample = read else {
            return .failure(Failure(error: .unreadable(reason: String(cString: strerror(errno))), sample: nil))
        }
        return DataDiscovery.profile(of: sample, source: name, description: description, timeZone: timeZone)
            .map { ($0, sample) }.mapError { Failure(error: $0, sample: sample) }
    }

    /// Why nothing is known of a source, and what was read of it.
    struct Failure: Error {
        var error: DiscoveryError
        var sample: SampleBytes?
    }
}
