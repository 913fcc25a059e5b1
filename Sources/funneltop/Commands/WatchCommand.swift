import Analytics
import ArgumentParser
import ByteSources
import Expressions

struct WatchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "watch", abstract: "The live dashboard (default).")

    @OptionGroup var input: InputOptions
    @OptionGroup var funnels: FunnelOptions
    @OptionGroup var view: ViewOptions
    @OptionGroup var state: StateOptions

    @Flag(help: "Read files from their beginning (default).")
    var fromStart = false

    @Flag(help: "Read only what is appended from now on.")
    var fromEnd = false

    @Option(help: ArgumentHelp("Begin so far before the end, such as 10M.", valueName: "size"))
    var last: String?

    func run() throws {
        try refuseMistypedCommand()
        guard TerminalFacts.outputIsTerminal else {
            // Into a pipe or a file goes a report.
            var report = ReportCommand()
            report.input = input
            report.funnels = funnels
            report.state = state
            report.output = "text"
            report.glyphs = view.glyphs ?? "auto"
            return try report.run()
        }
        var settings = try SettingsReader(input: input, funnels: funnels).settings()
        if settings.sources.isEmpty, TerminalFacts.inputIsTerminal {
            throw UsageError(
                "nothing to read: name a file, or pipe events in; `funneltop demo` shows a shop, `funneltop --help` the rest"
            )
        }
        settings.view = try view.settings().merged(over: settings.view)
        let plan = try ReadingPlan(settings, input: input, start: start())
        let look = settings.view
        let depth = view.depth
        let keeper = try state.keeper(for: plan)
        try MainActor.assumeIsolated {
            try Watching(
                configuration: plan.analytics(isComplete: false), view: look, depth: depth,
                saving: FunnelSaving(used: settings.origin, sources: settings.sources),
                keeper: keeper, latenessIsGiven: settings.lateness != nil,
                intake: { plan.intake(follows: true) }
            ).run()
        }
    }

    /// `funneltop repor` means the command, unless there is such a file.
    private func refuseMistypedCommand() throws {
        guard let word = input.sources.first, !word.contains("."), !word.contains("/"), word != "-",
            (try? FileFacts(path: word)) == nil,
            let command = Suggestion.nearest(
                to: word, in: Funneltop.configuration.subcommands.compactMap { $0.configuration.commandName })
        else { return }
        throw UsageError(
            "no file \(word) here; did you mean the command \(command)? To wait for such a file, write ./\(word)")
    }

    private func start() throws -> StartPosition {
        if (fromStart ? 1 : 0) + (fromEnd ? 1 : 0) + (last == nil ? 0 : 1) > 1 {
            throw UsageError("--from-start, --from-end and --last exclude each other; give one of them")
        }
        if fromEnd { return .end }
        guard let last else { return .beginning }
        guard let bytes = SizeText.bytes(last) else {
            throw UsageError("--last: \(ExpressionExcerpt.visible(last)) is not a size; write 500K, 10M or 1G")
        }
        return .last(bytes: bytes)
    }
}
