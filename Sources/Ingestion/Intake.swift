import Analytics
import ByteSources
import Decoding
import Dispatch

/// Reads inputs, decodes them on all processors, and gives the events to the aggregates in order.
///
/// Belongs to one queue. Each `round` does a bounded amount of work, so that its owner stays responsive.
package final class Intake {
    package internal(set) var state: AnalyticsState
    let settings: IntakeSettings
    /// With what was found out about the input.
    let configuration: AnalyticsConfiguration
    let fields: [String]
    let decoders: DecoderShelf
    private let pool: ChunkPool
    /// The machine's clock, for a reading that can be made again: then it stands still, so that both see the same events.
    private let stoppedClock: Int64?
    private let workers = DispatchQueue(label: "decoding", attributes: .concurrent)
    private(set) var inputs: [Input] = []
    /// What named each input: a pattern, or the path itself.
    private var originTexts: [String] = []
    private var knownPaths: Set<String> = []
    /// Of the reading under way.
    private var registry = FileRegistry()
    /// What was there when the reading began has been opened.
    private var hasBegun = false
    /// What the first reading counted, while the second is under way.
    private(set) var firstReading: SourceSnapshot?
    private(set) var badPattern: ByteSourceError?
    /// Inputs are read for their ids first: all events of a person count anyway, so nothing needs to be moved later.
    private let readsIDsFirst: Bool

    package convenience init(_ settings: IntakeSettings, _ configuration: AnalyticsConfiguration) throws(PlanError) {
        var configuration = configuration
        settings.lookAhead()
        configuration.sessionsByField = SessionField.isWanted(settings, configuration)
        try self.init(settings, exactly: configuration)
        openInputs()
    }

    /// - Parameter configuration: with what was found out about the input. Nothing is opened.
    init(_ settings: IntakeSettings, exactly configuration: AnalyticsConfiguration) throws(PlanError) {
        let plan = try AnalyticsPlan(configuration)
        self.settings = settings
        pool = settings.makePool()
        self.configuration = configuration
        decoders = DecoderShelf(projection: plan.projection)
        fields = plan.fields
        let canReadAgain = !settings.follows && !settings.keepsState && settings.canStartAgain
        stoppedClock = canReadAgain ? settings.wallClock() : nil
        state = AnalyticsState(plan: plan, canReadAgain: canReadAgain)
        state.beside = QueueBeside()
        readsIDsFirst =
            canReadAgain && configuration.stitching && configuration.lateness == .all && settings.areFiles
    }

    /// The same inputs for other definitions: files from their beginning, others from where they stand.
    func continued(with configuration: AnalyticsConfiguration) throws(PlanError) -> Intake {
        var configuration = configuration
        configuration.sessionsByField = SessionField.isWanted(settings, configuration)
        let next = try Intake(settings, exactly: configuration)
        for (index, input) in inputs.enumerated() {
            guard input.canStartAgain else {
                next.inputs.append(input.continued(decoders: next.decoders))
                continue
            }
            next.inputs.append(
                Input(
                    path: input.path, source: next.source(input.path, resuming: nil), index: index, pool: next.pool,
                    settings: settings, decoders: next.decoders))
        }
        next.originTexts = originTexts
        next.knownPaths = knownPaths
        next.hasBegun = hasBegun
        next.state.learnIdentity(of: state)
        return next
    }

    // MARK: Inputs

    /// Opens what the origins name now; globs may have come to name more.
    ///
    /// - Parameter others: decoders for a reading of other columns.
    private func openInputs(_ others: DecoderShelf? = nil) {
        for (index, origin) in settings.origins.enumerated() {
            switch origin {
            case .standardInput:
                open("-", key: "\(index) -", of: "-", others) { standardInput }
            case .source(let source, let name):
                open(name, key: "\(index) source", of: name, others) { source }
            case .files(let pattern):
                for path in paths(of: pattern) {
                    open(path, key: path, of: pattern.text, others) { source(path, resuming: nil) }
                }
            }
        }
        hasBegun = true
        let portion = IntakeSettings.portion(inputs: inputs.count)
        for input in inputs { input.reader.portion = portion }
    }

    private func paths(of pattern: SourcePattern) -> [String] {
        var paths: [String] = []
        do throws(ByteSourceError) { paths = try pattern.expand() } catch { badPattern = error }
        if paths.isEmpty, badPattern == nil { badPattern = pattern.noMatch }
        if !paths.isEmpty { badPattern = nil }
        return paths
    }

    /// Forgets what was opened, for a reading from the beginning.
    private func beginAnew() {
        inputs = []
        originTexts = []
        knownPaths = []
        registry = FileRegistry()
        hasBegun = false
    }

    private var standardInput: StandardInput { StandardInput(waits: !settings.follows, stop: settings.stop) }

    /// Files that come later are read from their beginning. A pipe that is not followed is read to its end, however slow its writer.
    private func source(_ path: String, resuming memory: TailMemory?) -> any ByteSource {
        if !settings.follows, let pipe = StandardInput(pipe: path, stop: settings.stop) { return pipe }
        return FileTail(
            path: path, start: hasBegun ? .beginning : settings.start, resuming: memory, registry: registry)
    }

    @discardableResult
    private func open(
        _ path: String, key: String, of origin: String, _ others: DecoderShelf? = nil, _ source: () -> any ByteSource
    ) -> Input? {
        guard knownPaths.insert(key).inserted else { return nil }
        var settings = settings
        // What is read for its ids is read again.
        if others != nil { settings.look = nil }
        let input = Input(
            path: path, source: source(), index: inputs.count, pool: pool, settings: settings,
            decoders: others ?? decoders)
        inputs.append(input)
        originTexts.append(origin)
        return input
    }

    // MARK: Going on from an earlier run

    /// Takes up the inputs of an earlier run in their order, then opens what has come since.
    ///
    /// What is not named any more stays counted.
    func resume(_ checkpoints: [InputCheckpoint]) {
        hasBegun = true
        let named = NamedPlaces(settings.origins)
        for checkpoint in checkpoints {
            let input: Input?
            if checkpoint.path == "-" {
                input =
                    named.hasStandardInput
                    ? open("-", key: "\(named.standardInput) -", of: "-") { standardInput }
                    : nil
            } else if let path = named.path(of: checkpoint) {
                input = open(path, key: path, of: checkpoint.origin) { source(path, resuming: checkpoint.memory) }
            } else {
                input = nil
            }
            (input ?? retired(checkpoint)).resume(checkpoint)
        }
        openInputs()
    }

    /// An input that nothing more comes from.
    private func retired(_ checkpoint: InputCheckpoint) -> Input {
        let input = Input(
            path: checkpoint.path, source: MemorySource([]), index: inputs.count, pool: pool, settings: settings,
            decoders: decoders)
        inputs.append(input)
        originTexts.append(checkpoint.origin)
        input.finish()
        return input
    }

    /// Where the aggregates stand with each input.
    func checkpoints() -> [InputCheckpoint] {
        zip(inputs, originTexts).map { input, origin in
            input.checkpoint(place: NamedPlaces.place(of: input.path), origin: NamedPlaces.place(of: origin))
        }
    }

    /// Paths of the files that are read, for a watch on them.
    package var watchedPaths: [String] {
        inputs.compactMap { ($0.reader.source as? FileTail)?.path }
    }

    // MARK: Reading

    /// Reads on, at most about `chunks` megabytes.
    ///
    /// - Parameter now: Monotonic time.
    /// - Returns: true if there is more to read at once.
    package func round(now: Duration, chunks: Int) -> Bool {
        if settings.follows { openInputs() }
        for input in inputs { input.poll(now: now) }
        state.clock = stoppedClock ?? settings.wallClock()
        for input in inputs { input.latestTime = state.latestTime }
        guard inputs.count != 1 else { return readOne(inputs[0], chunks) }
        var merging = MergedReading(inputs, workers)
        return merging.read(chunks, prepare: { state.prepare($0) }, add: { refuse(state.add($0)) })
    }

    private func refuse(_ rows: [RowAhead]) {
        for row in rows { inputs[row.input].refuse(row) }
    }

    private func readOne(_ input: Input, _ chunks: Int) -> Bool {
        for _ in 0..<chunks {
            guard input.advance(on: workers), let batch = input.takeBatch() else { return false }
            let first = input.handedOver.held?.rowsBefore ?? 0
            refuse(state.add(state.prepare(batch), rows: first..<batch.times.count))
            input.commit()
        }
        return true
    }

    /// Gives on at once what was taken of inputs that cannot be read again.
    func settleWhatIsReadOnce() {
        for input in inputs where !(input.reader.source is FileTail) {
            if var pending = input.pending {
                refuse(state.add(pending.batch, rows: pending.takeAll()))
                input.commit()
            }
            while let batch = input.takeBatch() {
                refuse(state.add(state.prepare(batch), rows: 0..<batch.times.count))
                input.commit()
            }
        }
    }

    /// Follows a user, before the first round, to explain afterwards where he stands.
    package func follow(_ trace: UserTrace) { state.trace = trace }

    /// The user who is followed, with all events so far.
    package var followed: UserTrace? { state.trace }

    /// Reads everything there is and ends every input; for its ids first where there are several kinds, and once more
    /// where users' events were out of order.
    ///
    /// - Parameter clock: Monotonic time.
    package func readToEnd(clock: () -> Duration) {
        if readsIDsFirst { readIDs(clock) }
        readOnce(clock)
        guard state.needsSecondReading else { return }
        firstReading = source
        state.beginSecondReading()
        let ends = inputs.map(\.counts.bytes)
        beginAnew()
        openInputs()
        for (input, end) in zip(inputs, ends) { input.byteLimit = end }
        readOnce(clock)
    }

    /// - Parameter pause: called between rounds.
    func readOnce(_ clock: () -> Duration, pause: () -> Void = {}) {
        while !inputs.allSatisfy(\.isOver) {
            while round(now: clock(), chunks: 64) { pause() }
            for input in inputs {
                switch input.reader.source.state {
                case .ended, .refused: break
                case .waiting, .reading: input.finish()
                }
            }
        }
    }

    /// Reads the inputs for what they say of ids, and nothing else of them.
    private func readIDs(_ clock: () -> Duration) {
        let (all, known) = (inputs, registry)
        beginAnew()
        openInputs(DecoderShelf(projection: Projection()))
        var ends: [String: Int] = [:]
        for input in inputs where input.readIDs(on: workers, clock, learn: { state.learnIdentity($0) }) {
            ends[input.path] = input.counts.bytes
        }
        state.settleIdentity()
        (inputs, registry) = (all, known)
        knownPaths = Set(all.map(\.path))
        // What is written in the meantime may tie ids together that were counted apart.
        for input in inputs { if let end = ends[input.path] { input.byteLimit = end } }
    }

    /// Every input has come to its end.
    var isOver: Bool { inputs.allSatisfy(\.isOver) }
}
