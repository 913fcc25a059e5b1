import Analytics
import ByteSources
import Decoding
@preconcurrency import Dispatch

/// Follows inputs for as long as the program runs: owns all aggregates on a queue of its own and publishes snapshots.
///
/// A new configuration (a filter, a funnel, a breakdown) is read from the beginning again where the inputs allow it,
/// and goes on with what follows where they do not.
package actor LiveIngestion {
    /// Megabytes read in one go before other messages get their turn, where that does not take long.
    private static let mostChunksPerRound = 8
    /// A round that takes longer is followed by a small one, so that a slow disk's progress is shown.
    private static let longRound = Duration.milliseconds(100)
    private static let pollInterval = DispatchTimeInterval.milliseconds(100)

    /// Wakes the reader of `slot`; called after each new snapshot.
    package typealias Wake = @Sendable () -> Void

    private let executor = QueueExecutor(label: "ingestion")
    private let slot: LatestSlot<Snapshot>
    private let wake: Wake
    private let makeSettings: @Sendable () -> IntakeSettings
    private let framesPerSecond: Int
    /// What is computed at first; with a state, as the state says where nothing else was said.
    package nonisolated let startConfiguration: AnalyticsConfiguration
    private var intake: Intake
    private let keeper: StateKeeper?
    package nonisolated var keepsState: Bool { keeper != nil }
    private var pace: SavePace
    /// What became of the state that was there, and whether it can be saved.
    private var stateRemarks: [String] = []
    private var stateTrouble: String?
    private var isClosed = false
    private var request: SnapshotRequest
    private var rate = EventRate()
    private var hasNews = true
    private var lastPublished: Duration?
    private var publishCost = Duration.zero
    private var isPumping = false
    private var chunksPerRound = 1
    private var timer: (any DispatchSourceTimer)?
    private var watches: [any DispatchSourceRead] = []
    private var watch = FileWatch()
    private var watched: Set<String> = []
    private var caughtUp = false
    private let origin = ContinuousClock.now

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// - Parameters:
    ///   - settings: made anew for each reading from the beginning.
    ///   - look: is shown the first reading.
    ///   - keeper: keeps the numbers for a later run, and has those of the one before.
    ///   - latenessIsGiven: the lateness of `configuration` was asked for, not chosen by the program.
    package init(
        configuration: AnalyticsConfiguration, request: SnapshotRequest, framesPerSecond: Int,
        slot: LatestSlot<Snapshot>,
        look: FirstLook? = nil, keeper: StateKeeper? = nil, latenessIsGiven: Bool = true,
        settings: @escaping @Sendable () -> IntakeSettings, wake: @escaping Wake
    ) throws(StartError) {
        self.request = request
        self.framesPerSecond = max(1, framesPerSecond)
        self.slot = slot
        self.wake = wake
        makeSettings = settings
        self.keeper = keeper
        var first = settings()
        first.look = look
        let begun = try StateKeeper.begin(
            keeper, first, configuration, latenessIsGiven: latenessIsGiven)
        intake = begun.intake
        startConfiguration = begun.configuration
        stateRemarks = begun.remarks
        pace = SavePace(interval: keeper?.interval ?? .zero, savedMark: begun.isResumed ? begun.intake.mark : nil)
    }

    private var now: Duration { ContinuousClock.now - origin }

    /// Begins to read and to publish.
    package func start() {
        let timer = DispatchSource.makeTimerSource(queue: executor.queue)
        timer.schedule(deadline: .now() + Self.pollInterval, repeating: Self.pollInterval, leeway: .milliseconds(10))
        timer.setEventHandler { self.assumeIsolated { $0.pump() } }
        timer.resume()
        self.timer = timer
        if let descriptor = watch.descriptor {
            let source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: executor.queue)
            source.setEventHandler {
                self.assumeIsolated { ingestion in
                    ingestion.watch.drain()
                    ingestion.pump()
                }
            }
            source.resume()
            watches.append(source)
        }
        pump()
    }

    // MARK: Reading

    private func pump() {
        // A round that is waiting for its turn already will see the news.
        guard !isPumping else { return }
        isPumping = true
        round()
    }

    private func round() {
        guard !isClosed else { return }
        let before = intake.state.eventTotal
        let begin = now
        let hasMore = intake.round(now: begin, chunks: chunksPerRound)
        chunksPerRound = now - begin > Self.longRound ? 1 : Self.mostChunksPerRound
        for path in intake.watchedPaths where watched.insert(path).inserted { watch.watch(path) }
        if intake.state.eventTotal != before { hasNews = true }
        rate.note(intake.state.eventTotal, at: now)
        if !hasMore, !caughtUp {
            caughtUp = true
            hasNews = true
        }
        publishIfDue()
        saveIfDue()
        if hasMore {
            executor.queue.async { self.assumeIsolated { $0.round() } }
        } else {
            isPumping = false
        }
    }

    // MARK: Publishing

    /// Publishes at the frame rate at most, and takes no more than a twentieth of the time for it.
    private func publishIfDue() {
        let now = now
        if let lastPublished {
            let pause = max(.seconds(1) / framesPerSecond, publishCost * 20)
            // The rate and the lag go on changing when nothing arrives.
            guard now - lastPublished >= (hasNews ? pause : max(pause, .seconds(1))) else { return }
        }
        publish()
    }

    private func publish() {
        let begin = now
        var snapshot = intake.snapshot(request)
        snapshot.source.eventsPerSecond = rate.perSecond
        snapshot.source.lagSeconds = lag(behind: snapshot.source.lastEvent)
        snapshot.warnings.insert(contentsOf: (stateTrouble.map { [$0] } ?? []) + stateRemarks, at: 0)
        slot.put(snapshot)
        wake()
        hasNews = false
        lastPublished = now
        publishCost = now - begin
    }

    /// How far the newest event is behind the machine's clock; nil while old events are read, and for data of another day.
    private func lag(behind newest: Timestamp?) -> Double? {
        guard caughtUp, let newest else { return nil }
        let seconds = Double(intake.settings.wallClock() - newest.microseconds) / 1_000_000
        return abs(seconds) < 86_400 ? max(0, seconds) : nil
    }

    // MARK: Saving

    /// Writes the numbers on another queue: what is counted waits only while they are put together.
    private func saveIfDue() {
        guard let keeper, pace.isDue(now, mark: intake.mark) else { return }
        let begin = now
        let saved = intake.saved()
        pace.begun(at: begin, cost: now - begin, mark: intake.mark)
        keeper.save(saved) { outcome in
            self.executor.queue.async { self.assumeIsolated { $0.noteSaved(outcome) } }
        }
    }

    private func noteSaved(_ outcome: StateKeeper.Outcome) {
        pace.ended(isSaved: outcome.trouble == nil)
        if outcome.trouble != stateTrouble || outcome.remark != nil { hasNews = true }
        stateTrouble = outcome.trouble
        stateRemarks += outcome.remark.map { [$0] } ?? []
    }

    /// Stops reading and saves the numbers, if they are kept.
    ///
    /// - Returns: why they could not be saved, if so.
    package func close() async -> String? {
        isClosed = true
        timer?.cancel()
        timer = nil
        for watch in watches { watch.cancel() }
        watches = []
        guard let keeper else { return nil }
        intake.settleWhatIsReadOnce()
        // One that is being written may yet fail.
        guard pace.isWriting || !pace.isSaved(intake.mark) else { return nil }
        let saved = intake.saved()
        return await withCheckedContinuation { continuation in
            keeper.save(saved) { continuation.resume(returning: $0.trouble) }
        }
    }

    // MARK: Commands

    /// Publishes over another range from now on, and once at once.
    package func show(_ request: SnapshotRequest) {
        guard request != self.request else { return }
        self.request = request
        publish()
    }

    /// Computes something else, from the beginning of the inputs where they can be read again.
    ///
    /// - Throws: `PlanError` when the configuration cannot be computed; nothing has changed then.
    @discardableResult
    package func apply(_ configuration: AnalyticsConfiguration) throws(PlanError) -> Reach {
        var settings = makeSettings()
        settings.keepsState = keeper != nil
        if !settings.canStartAgain, intake.isOver { return .nothing }
        let next: Intake
        let reach: Reach
        if settings.canStartAgain {
            next = try Intake(settings, configuration)
            let isGone = intake.source.inputs.contains { $0.rotations + $0.truncations > 0 }
            reach = isGone || !intake.notNamedAnyMore.isEmpty ? .presentFiles : .everything
            caughtUp = false
            rate = EventRate()
        } else {
            next = try intake.continued(with: configuration)
            reach = intake.inputs.contains(where: \.canStartAgain) ? .filesAnew : .fromNowOn
        }
        intake = next
        pace.forget()
        hasNews = true
        lastPublished = nil
        pump()
        return reach
    }

    /// What of the input a new configuration could be computed over.
    package enum Reach: Sendable {
        case everything
        /// Files that were rotated away or emptied are not read again.
        case presentFiles
        /// What came before cannot be read again.
        case fromNowOn
        /// The same, but for files, which are read again.
        case filesAnew
        /// The input has ended and cannot be read again: nothing has changed.
        case nothing
    }

    /// Field names seen in the data.
    package var fields: [String] { intake.schema?.fields.map(\.path) ?? [] }
}
