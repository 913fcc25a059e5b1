import Expressions

@testable import Analytics

/// The one place that drives the engine: events in, snapshots out.
struct EngineDriver: ~Copyable {
    private var state: AnalyticsState
    private var encoder: BatchEncoder
    private let configuration: AnalyticsConfiguration
    private let canReadAgain: Bool
    private let tiesIds: Bool
    /// Rows that did not count because they were ahead of the clock.
    private(set) var ahead: [RowAhead] = []

    /// - Parameter tiesIds: the input knows several kinds of ids.
    init(_ configuration: AnalyticsConfiguration, canReadAgain: Bool = false, tiesIds: Bool = false) throws {
        let plan = try AnalyticsPlan(configuration)
        self.configuration = configuration
        self.canReadAgain = canReadAgain
        self.tiesIds = tiesIds
        encoder = BatchEncoder(projection: plan.projection, tiesIds: tiesIds)
        state = AnalyticsState(plan: plan, canReadAgain: canReadAgain)
    }

    mutating func batch(_ events: [ReferenceEvent]) -> EventBatch { encoder.batch(events) }

    mutating func add(_ events: [ReferenceEvent]) { add(encoder.batch(events)) }

    /// Reads an input that can be read twice.
    mutating func read(_ events: [ReferenceEvent]) {
        add(events)
        readAgain(events)
    }

    /// The second time, if that is needed.
    mutating func readAgain(_ events: [ReferenceEvent]) {
        guard state.needsSecondReading else { return }
        state.beginSecondReading()
        add(events)
    }

    /// False where nothing has to be read again.
    mutating func beginSecondReading() -> Bool {
        guard state.needsSecondReading else { return false }
        state.beginSecondReading()
        return true
    }

    /// Reads an input that can be read again, for its ids first.
    mutating func readForIds(_ events: [ReferenceEvent]) {
        var ids = BatchEncoder(projection: Projection(columns: []), tiesIds: true)
        for event in events { state.learnIdentity(ids.batch([event])) }
        state.settleIdentity()
    }

    var people: IdentityGraph? { state.people }

    mutating func learnIdentity(of other: borrowing EngineDriver) { state.learnIdentity(of: other.state) }

    func ids(ofPersonWith id: String) -> Set<UInt64> { Set(state.idsOfPerson(with: BatchEncoder.hash(id))) }

    /// Keeps no more events than so many for persons who may be joined.
    mutating func keepEvents(_ limit: Int) { state.keptEventLimit = limit }

    mutating func snapshot(_ request: SnapshotRequest = SnapshotRequest()) -> Snapshot { state.snapshot(request) }

    var memoryBytes: Int { state.memoryBytes }

    var projection: Projection { encoder.projection }

    mutating func add(_ batch: EventBatch) { ahead += state.add(batch) }

    mutating func add(_ runs: [RowRun]) { ahead += state.add(runs) }

    /// Rows of batches that come together.
    mutating func prepared(_ batches: [EventBatch], _ runs: [(batch: Int, rows: Range<Int>)]) -> [RowRun] {
        let batches = batches.map { state.prepare($0) }
        return runs.map { RowRun(batch: batches[$0.batch], rows: $0.rows) }
    }

    /// Tells the machine's clock, in seconds since 1970.
    mutating func setClock(_ seconds: Int64) { state.clock = seconds * 1_000_000 }

    /// Keeps of everybody only what is needed, at once.
    mutating func fold() { state.fold(atLeast: 0) }

    /// Gives up what may still be needed: an eighth of the funnels' kept events and a quarter of the sessions at least.
    mutating func evict() { state.evict(atLeast: 0) }

    /// Gives up all events that the first funnel keeps.
    mutating func evictEverything() {
        for group in state.machines.prefix(1) { group.first?.machine.evict(to: 0) }
    }

    /// Gives up the quarter of the sessions with the oldest latest events.
    func evictSessions() {
        let sessions = state.sessions
        sessions.machine.evict()
    }

    mutating func refuseNewUsers(_ refuses: Bool) { state.refuseNewUsers(refuses) }

    mutating func limitMemory(_ bytes: Int?, rowsPerMeasure rows: Int) {
        state.memoryLimit = bytes
        state.rowsPerMeasure = rows
    }

    /// The state as it would be kept.
    var saved: [UInt8] {
        var writer = StateWriter()
        state.save(to: &writer)
        return writer.finish()
    }

    /// Goes on from what was saved, as another process would: with a plan, a state and a decoder of its own.
    mutating func restore(_ bytes: [UInt8]) throws {
        let plan = try AnalyticsPlan(configuration)
        var next = AnalyticsState(plan: plan, canReadAgain: canReadAgain)
        var reader = StateReader(bytes)
        try next.restore(from: &reader)
        guard reader.isAtEnd else { throw StateError.invalid("\(reader.remaining) bytes are left") }
        state = next
        encoder = BatchEncoder(projection: plan.projection, tiesIds: tiesIds)
    }
}

/// Makes batches as a decoder would: texts interned, each told once.
struct BatchEncoder {
    let projection: Projection
    private let tiesIds: Bool
    private var names: [String: UInt32] = [:]
    private var texts: [[String: UInt32]]

    init(projection: Projection, tiesIds: Bool = false) {
        self.projection = projection
        self.tiesIds = tiesIds
        texts = Array(repeating: [:], count: projection.columns.count)
    }

    mutating func batch(_ events: [ReferenceEvent]) -> EventBatch {
        var batch = EventBatch(decoder: 0, projection: projection)
        if tiesIds { batch.identity = Self.identity(of: events) }
        if events.contains(where: { $0.properties["id"] != nil }) {
            batch.ids = events.map { $0.properties["id"].map(Self.hash) ?? 0 }
        }
        for event in events {
            batch.times.append(event.time)
            batch.users.append(Self.hash(event.user))
            batch.events.append(Self.symbol(event.event, &names, &batch.newEventNames))
            for (index, column) in projection.columns.enumerated() {
                let value = event.value(column.field)
                switch batch.columns[index] {
                case .symbols(var symbols):
                    symbols.append(
                        value.map { Self.symbol($0, &texts[index], &batch.newTexts[index]) } ?? .none)
                    batch.columns[index] = .symbols(symbols)
                case .numbers(var numbers):
                    numbers.append(value.flatMap { Double($0) } ?? .nan)
                    batch.columns[index] = .numbers(numbers)
                case .keys(var keys):
                    keys.append(value.map(Self.hash) ?? 0)
                    batch.columns[index] = .keys(keys)
                }
            }
        }
        return batch
    }

    private static func identity(of events: [ReferenceEvent]) -> IdentityColumns {
        var identity = IdentityColumns()
        for event in events {
            identity.others.append(event.other.map(hash) ?? 0)
            var facts: IdentityColumns.Facts = []
            if event.isKnown { facts.insert(.isKnown) }
            if event.isAlias { facts.insert(.isAlias) }
            identity.facts.append(facts)
        }
        return identity
    }

    private static func symbol(_ text: String, _ known: inout [String: UInt32], _ new: inout [String]) -> Symbol {
        if let id = known[text] { return Symbol(id) }
        let id = UInt32(known.count + 1)
        known[text] = id
        new.append(text)
        return Symbol(id)
    }

    /// Any 64-bit hash that is never 0 will do.
    static func hash(_ text: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        hash = (hash ^ (hash >> 33)) &* 0xFF51_AFD7_ED55_8CCD
        return (hash ^ (hash >> 33)) | 1
    }
}
