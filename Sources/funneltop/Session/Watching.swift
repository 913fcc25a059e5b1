import Analytics
import ByteSources
import Configuration
import Dashboard
@preconcurrency import Dispatch
import Expressions
import Glibc
import Ingestion
import NcursesTerminal
import TerminalUI

/// Starts the live dashboard.
@MainActor
struct Watching {
    let configuration: AnalyticsConfiguration
    let view: Settings.View
    let depth: ColorDepth?
    let saving: FunnelSaving
    /// Keeps the numbers for a later run, and has those of the one before.
    let keeper: StateKeeper?
    let latenessIsGiven: Bool
    let intake: @Sendable () -> IntakeSettings

    /// - Throws: `UsageError`, before the terminal is touched.
    func run() throws -> Never {
        let environment = NcursesTerminal.environment
        let theme = view.theme ?? environment.suitableThemeName
        let style = try ThemeFolder.theme(theme)
        var request = SnapshotRequest()
        request.range = view.range
        let slot = LatestSlot<Snapshot>()
        let profiles = LatestSlot<DataProfile>()
        let wake = DispatchSource.makeUserDataOrSource(queue: .main)
        // View 0 tells what is in the data, whether somebody has said what to count or not; then less is enough.
        let look = FirstLook(limit: configuration.funnels.isEmpty ? DataDiscovery.sampleLimit : 512 << 10) { profile in
            profiles.put(profile)
            wake.or(data: 1)
        }
        let ingestion: LiveIngestion
        do throws(StartError) {
            ingestion = try LiveIngestion(
                configuration: configuration, request: request, framesPerSecond: view.framesPerSecond ?? 4, slot: slot,
                look: look, keeper: keeper, latenessIsGiven: latenessIsGiven, settings: intake,
                wake: { wake.or(data: 1) })
        } catch {
            throw UsageError(error.description)
        }
        let terminal: NcursesTerminal
        do throws(NcursesTerminalError) {
            terminal = try NcursesTerminal(theme: style, colors: depth, glyphs: view.glyphs?.ladder)
        } catch {
            throw UsageError(error.description)
        }
        let size = terminal.size
        let model = DashboardModel(
            width: size.width, height: size.height, glyphs: terminal.glyphs, themeName: theme,
            themes: ThemeFolder.names, offsetSeconds: Clock.offsetSeconds, range: view.range,
            filterText: configuration.filter.map(FilterPrinter.text) ?? "")
        TerminalSession(
            terminal: terminal, model: model, configuration: ingestion.startConfiguration, ingestion: ingestion,
            slot: slot,
            profiles: profiles, saving: saving
        ).run(wake: wake)
    }
}
