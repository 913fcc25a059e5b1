import Analytics
import ArgumentParser
import Configuration
import Ingestion
import Reports
import TerminalUI

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Read to the end, print, exit: exact whatever the order of the lines.")

    @OptionGroup var input: InputOptions
    @OptionGroup var funnels: FunnelOptions
    @OptionGroup var state: StateOptions

    @Option(name: [.short, .long], help: ArgumentHelp("text, json, csv or markdown.", valueName: "format"))
    var output: String = "text"

    @Option(help: ArgumentHelp("auto, unicode or ascii, for text.", valueName: "name"))
    var glyphs: String = "auto"

    func run() throws {
        guard let format = ReportFormat(rawValue: output) else {
            throw UsageError(unknown("--output", output, ReportFormat.allCases.map(\.rawValue)))
        }
        guard let ladder = Settings.View.Glyphs(rawValue: glyphs) else {
            throw UsageError(unknown("--glyphs", glyphs, ["auto", "unicode", "ascii"]))
        }
        let settings = try SettingsReader(input: input, funnels: funnels).settings()
        let plan = try ReadingPlan(settings, input: input)
        let reading = FiniteReading(plan, keeper: try state.keeper(for: plan))
        let (snapshot, isWhole, save) = try reading.snapshot()
        let report = Report(
            snapshot: snapshot, generated: Clock.now, glyphs: ladder.ladder ?? TerminalFacts.glyphs)
        if format == .csv, let remark = report.csvLeavesOut { Diagnostics.warn(remark) }
        Output.write(report.render(format))
        let isSaved = save()
        // What could be read is reported; that not all could be is no success, nor is a control that is no variant.
        if !isWhole || !isSaved { throw ExitCode(1) }
        if snapshot.experiments.contains(where: \.hasUnknownControl) { throw ExitCode(2) }
    }
}
