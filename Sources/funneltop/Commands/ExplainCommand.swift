import Analytics
import ArgumentParser
import Configuration
import Decoding
import Expressions
import Ingestion
import TerminalUI

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Why one user is where he is, step by step.")

    @Argument(help: "The user's id, as it stands in the data (for access logs: as the live list shows it).")
    var user: String

    @OptionGroup var input: InputOptions
    @OptionGroup var funnels: FunnelOptions

    @Option(help: ArgumentHelp("auto, unicode or ascii.", valueName: "name"))
    var glyphs: String = "auto"

    func run() throws {
        guard let ladder = Settings.View.Glyphs(rawValue: glyphs) else {
            throw UsageError(unknown("--glyphs", glyphs, ["auto", "unicode", "ascii"]))
        }
        let settings = try SettingsReader(input: input, funnels: funnels).settings()
        guard !settings.funnels.isEmpty else {
            throw UsageError("explain: no funnel to explain; add --funnel \"first_event > second_event within 1h\"")
        }
        let plan = try ReadingPlan(settings, input: input)
        let explanation = try FiniteReading(plan).explanation(of: user)
        let signs: ExplanationText.Signs = (ladder.ladder ?? TerminalFacts.glyphs) == .ascii ? .ascii : .unicode
        let lines = ExplanationText(explanation, signs: signs).lines
        Output.write(lines.map { SafeText.make($0) + "\n" }.joined())
        if explanation.events.isEmpty { throw InputError("no event of user \(SafeText.make(user)) was read") }
    }
}
