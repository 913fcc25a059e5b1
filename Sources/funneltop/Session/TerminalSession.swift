import Analytics
import Dashboard
@preconcurrency import Dispatch
import Glibc
import Ingestion
import NcursesTerminal
import TerminalUI

/// The dashboard in a terminal: keys and snapshots go into the model, what it asks for is done, the rest is drawing.
///
/// Runs on the main queue. Nothing here waits: reading has a queue of its own.
@MainActor
final class TerminalSession {
    private let terminal: NcursesTerminal
    private let ingestion: LiveIngestion
    private let slot: LatestSlot<Snapshot>
    private var configuration: AnalyticsConfiguration
    private var model: DashboardModel
    private var sources: [any DispatchSourceProtocol] = []
    private let saving: FunnelSaving
    private let profiles: LatestSlot<DataProfile>
    private let errors = ErrorLog()
    private var keys: (any DispatchSourceRead)?
    private var isEnding = false
    /// A signal to stop is on its way that this process has sent to all of its pipeline.
    private var hasStoppedPipeline = false

    init(
        terminal: NcursesTerminal, model: DashboardModel, configuration: AnalyticsConfiguration,
        ingestion: LiveIngestion, slot: LatestSlot<Snapshot>,
        profiles: LatestSlot<DataProfile>, saving: FunnelSaving
    ) {
        self.profiles = profiles
        self.saving = saving
        self.terminal = terminal
        self.model = model
        self.configuration = configuration
        self.ingestion = ingestion
        self.slot = slot
    }

    /// Runs until the user quits or a signal ends the program; never returns.
    func run(wake: any DispatchSourceUserDataOr) -> Never {
        watchKeys()
        watchSignals()
        wake.setEventHandler { MainActor.assumeIsolated { self.takeNews() } }
        wake.resume()
        sources.append(wake)
        let ticks = DispatchSource.makeTimerSource(queue: .main)
        ticks.schedule(deadline: .now(), repeating: .seconds(1), leeway: .milliseconds(50))
        ticks.setEventHandler { MainActor.assumeIsolated { self.tick() } }
        ticks.resume()
        sources.append(ticks)
        let ingestion = ingestion
        Task { await ingestion.start() }
        dispatchMain()
    }

    // MARK: What happens

    private func watchKeys() {
        let keys: any DispatchSourceRead = DispatchSource.makeReadSource(
            fileDescriptor: terminal.keyFileDescriptor, queue: .main)
        keys.setEventHandler { MainActor.assumeIsolated { self.takeKeys() } }
        keys.resume()
        self.keys = keys
    }

    private func takeKeys() {
        if isEnding { return }
        if terminal.isHungUp { return end(128 + SIGHUP) }
        while !isEnding, let key = terminal.nextKey() { handle(.key(key)) }
        draw()
    }

    private func takeNews() {
        let profile = profiles.take()
        if let profile { handle(.discovered(profile)) }
        let snapshot = slot.take()
        if let snapshot { handle(.snapshot(snapshot)) }
        if profile != nil || snapshot != nil { draw() }
    }

    private func tick() {
        if isEnding { return }
        if terminal.isHungUp { return end(128 + SIGHUP) }
        // Summer time may have begun since the start.
        model.offsetSeconds = Clock.offsetSeconds
        handle(.tick(Clock.now))
        draw()
    }

    private func watchSignals() {
        on(SIGWINCH) { $0.takeKeys() }
        on(SIGTSTP) { session in
            if session.hasStoppedPipeline { session.hasStoppedPipeline = false } else { session.suspend() }
        }
        for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] + TerminalSession.otherEnds {
            on(number) { $0.end(128 + number) }
        }
    }

    /// Nobody means them for the dashboard, but each ends a process that does nothing about it. Those that whoever
    /// started the program wants ignored stay so. PROF is among the crashes, Dispatch cannot wait for it.
    private static var otherEnds: [Int32] {
        [SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGVTALRM, SIGPWR, SIGIO, SIGSTKFLT]
            .filter { !SignalDisposition.isIgnored($0) }
    }

    private func on(_ number: Int32, _ body: @escaping @MainActor (TerminalSession) -> Void) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: .main)
        source.setEventHandler { MainActor.assumeIsolated { body(self) } }
        source.resume()
        sources.append(source)
    }

    // MARK: What follows

    private func handle(_ message: Message) {
        if isEnding { return }
        for effect in model.update(message) { perform(effect) }
    }

    private func perform(_ effect: Effect) {
        switch effect {
        case .quit: end(0)
        case .request(let request):
            let ingestion = ingestion
            let request = SnapshotRequest(request)
            Task { await ingestion.show(request) }
        case .setTheme(let name):
            do {
                terminal.set(theme: try ThemeFolder.theme(name))
            } catch {
                handle(.effectFailed("\(error)"))
            }
        case .saveFunnel(let funnel):
            do throws(UsageError) {
                try saving.save(funnel)
                handle(.saved(saving.path))
            } catch {
                handle(.notSaved(error.description))
            }
        case .redraw: terminal.redrawAll()
        case .suspend: suspendPipeline()
        case .bell: terminal.bell()
        case .applyFilter, .addBreakdown, .setFunnel, .setExperiment, .declarePhase: change(effect)
        }
    }

    private func change(_ effect: Effect) {
        do throws(UsageError) {
            guard let changed = try ConfigurationChange.apply(effect, to: configuration, snapshot: model.live) else {
                return
            }
            let before = configuration
            configuration = changed
            let ingestion = ingestion
            Task { @MainActor in
                do {
                    let reach = try await ingestion.apply(changed)
                    if reach != .nothing { self.handle(.accepted) }
                    switch reach {
                    case .everything: break
                    case .presentFiles: self.handle(.notice("counted from the start of the files that are there now"))
                    case .fromNowOn: self.handle(.notice("counted from now on: what came before cannot be read again"))
                    case .filesAnew:
                        self.handle(.notice("files are counted anew, the rest from now on: it cannot be read again"))
                    case .nothing:
                        self.configuration = before
                        self.handle(.rejected("the input has ended and cannot be read again: start anew with it"))
                    }
                } catch {
                    self.handle(.rejected("\(error)"))
                }
                self.draw()
            }
        } catch {
            handle(.rejected(error.description))
        }
    }

    private func draw() {
        if isEnding { return }
        let size = terminal.size
        var buffer = CellBuffer(width: size.width, height: size.height, glyphs: terminal.glyphs)
        DashboardView.draw(model, into: &buffer)
        terminal.draw(buffer)
    }

    /// Stops as the terminal would have done on the key: the others of a pipeline too, or the shell waits for them.
    private func suspendPipeline() {
        // What comes of it to this process is told from a signal of somebody else.
        hasStoppedPipeline = kill(0, SIGTSTP) == 0
        suspend()
    }

    private func suspend() {
        if isEnding { return }
        terminal.suspend()
        raise(SIGSTOP)
        terminal.resume()
        handle(.tick(Clock.now))
        draw()
    }

    /// Gives the terminal back at once, then saves the numbers where they are kept; a second signal does not wait for that.
    private func end(_ code: Int32) {
        if isEnding { exit(code) }
        isEnding = true
        keys?.cancel()
        terminal.restore()
        errors?.end()
        guard ingestion.keepsState else { exit(code) }
        let ingestion = ingestion
        Task { @MainActor in
            guard let trouble = await ingestion.close() else { exit(code) }
            Diagnostics.warn(SafeText.make(trouble))
            exit(code == 0 ? 1 : code)
        }
    }
}
