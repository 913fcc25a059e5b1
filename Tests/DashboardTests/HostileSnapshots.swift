import Analytics
import Expressions
import SeededNumbers

/// Snapshots that no engine should ever make, and text that people do send.
struct HostileSnapshots {
    var numbers: SeededGenerator

    init(seed: UInt64) { numbers = SeededGenerator(seed: seed) }

    static let texts = [
        "", " ", "a", "\u{1B}[2Jcleared", "back\u{8}\u{8}space\r", "日本語の名前", "👩‍👩‍👧‍👦 family", "\u{202E}reversed",
        "zero\0byte",
        "e\u{301}\u{301}\u{301}", "tab\tnew\nline", "\u{9B}31m", String(repeating: "long ", count: 400), "→★",
        "\u{FEFF}bom",
    ]
    private static let counts = [0, 1, 2, 30, 999, 1000, 48_210, 999_999, 1_000_000, .max, .max - 1, -1, .min]
    private static let doubles = [0, 1, 0.5, -1, 1e-300, 1e308, .nan, .infinity, -.infinity, 41, 112.7]
    private static let times = [0, 1_795_269_751_000_000, .max, .min, -1] as [Int64]

    mutating func text() -> String { Self.texts.randomElement(using: &numbers) ?? "" }
    mutating func count() -> Int { Self.counts.randomElement(using: &numbers) ?? 0 }
    mutating func double() -> Double { Self.doubles.randomElement(using: &numbers) ?? 0 }
    mutating func maybe(_ chance: Int = 2) -> Bool { Int.random(in: 0..<chance, using: &numbers) == 0 }
    mutating func time() -> Timestamp { Timestamp(microseconds: Self.times.randomElement(using: &numbers) ?? 0) }
    mutating func size(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &numbers) }

    mutating func list<Element>(upTo limit: Int, _ make: (inout HostileSnapshots) -> Element) -> [Element] {
        let count = maybe(4) ? 0 : size(0...limit)
        return (0..<count).map { _ in make(&self) }
    }

    mutating func summary() -> TimeSummary? {
        maybe(3)
            ? nil
            : TimeSummary(average: double(), median: double(), p90: double(), count: count(), isApproximate: maybe())
    }

    mutating func step() -> StepSnapshot {
        var step = StepSnapshot(name: text())
        step.isOptional = maybe()
        step.count = count()
        step.ofFirst = maybe(3) ? nil : double()
        step.ofPrevious = maybe(3) ? nil : double()
        step.dropped = count()
        step.open = count()
        step.lost = count()
        step.excluded = count()
        step.fromPrevious = summary()
        step.fromFirst = summary()
        return step
    }

    mutating func breakdown() -> BreakdownSnapshot {
        let values = list(upTo: 60) { make -> BreakdownValue in
            let label: BreakdownValue.Label = make.maybe(5) ? .other : make.maybe(5) ? .none : .value(make.text())
            var value = BreakdownValue(label: label, counts: make.list(upTo: 6) { $0.count() })
            value.conversion = make.maybe() ? nil : make.double()
            value.medianSeconds = make.maybe() ? nil : make.double()
            value.previousCounts = make.maybe() ? nil : make.list(upTo: 6) { $0.count() }
            return value
        }
        return BreakdownSnapshot(field: text(), attribution: .step(count()), values: values, distinctValues: count())
    }

    mutating func funnel() -> FunnelSnapshot {
        var definition = FunnelDefinition(name: text(), steps: [])
        definition.window = maybe() ? nil : TimeSpan(microseconds: time().microseconds)
        definition.heldField = maybe() ? nil : text()
        var funnel = FunnelSnapshot(
            definition: definition, expression: text(), steps: maybe(6) ? [] : (0..<size(1...32)).map { _ in step() })
        funnel.conversion = maybe(3) ? nil : double()
        funnel.maturedConversion = maybe(3) ? nil : double()
        funnel.bottleneck = maybe(3) ? nil : maybe() ? 1 : count()
        funnel.slowest = maybe(3) ? nil : maybe() ? 1 : count()
        funnel.previousCounts = maybe(3) ? nil : list(upTo: 32) { $0.count() }
        funnel.histogram = list(upTo: 40) {
            HistogramBin(from: $0.double(), to: $0.maybe(3) ? nil : $0.double(), users: $0.count())
        }
        funnel.trend = Trend(
            bucket: TimeSpan(microseconds: time().microseconds),
            buckets: list(upTo: 300) { make in
                .init(start: make.time(), counts: make.list(upTo: 32) { $0.count() }, isFinal: make.maybe())
            })
        funnel.breakdowns = list(upTo: 3) { $0.breakdown() }
        funnel.segments = list(upTo: 4) { make in
            SegmentSnapshot(name: make.text(), counts: make.list(upTo: 32) { $0.count() })
        }
        funnel.nextActions = list(upTo: 30) {
            NextAction(
                afterStep: $0.maybe(3) ? $0.count() : $0.size(1...5), event: $0.maybe(3) ? nil : $0.text(),
                users: $0.count())
        }
        return funnel
    }

    mutating func snapshot() -> Snapshot {
        var snapshot = Snapshot()
        let states: [SourceSnapshot.State] = [
            .waiting, .reading(nil), .reading(double()), .following, .ended, .failed(text()),
        ]
        snapshot.source.state = states.randomElement(using: &numbers) ?? .waiting
        snapshot.source.inputs = list(upTo: 8) { make in
            var input = SourceSnapshot.Input(
                path: make.text(), format: make.text(), state: make.maybe() ? .ended : .failed(make.text()))
            input.bytes = make.count()
            input.lines = make.count()
            input.rejected = make.count()
            input.rotations = make.count()
            input.encodings = make.list(upTo: 3) { $0.text() }
            input.isInLineOrder = make.maybe(8)
            return input
        }
        snapshot.source.events = maybe(4) ? 0 : count()
        for reason in RejectReason.allCases where maybe() { snapshot.source.rejected[reason] = count() }
        snapshot.source.rejectedExamples = list(upTo: 9) { make in
            .init(path: make.text(), line: RejectedLine(line: make.count(), reason: .binary, text: make.text()))
        }
        snapshot.source.late = count()
        snapshot.source.duplicates = count()
        snapshot.source.bots = count()
        snapshot.source.identity = identity()
        snapshot.signals = list(upTo: 30) { $0.signal() }
        snapshot.traffic = traffic()
        snapshot.source.eventsPerSecond = maybe(3) ? nil : double()
        snapshot.source.lagSeconds = maybe(3) ? nil : double()
        snapshot.source.firstEvent = maybe() ? nil : time()
        snapshot.source.lastEvent = maybe() ? nil : time()
        snapshot.users = count()
        snapshot.funnels = list(upTo: 3) { $0.funnel() }
        snapshot.experiments = list(upTo: 3) { $0.experiment() }
        snapshot.eventCounts = list(upTo: 50) { $0.named() }
        snapshot.recent = list(upTo: 80) {
            RecentEvent(row: $0.count(), time: $0.time(), user: $0.text(), event: $0.text(), line: $0.text())
        }
        snapshot.range = maybe() ? nil : .init(start: time(), length: .oneHour, isPast: maybe())
        snapshot.warnings = list(upTo: 3) { $0.text() }
        snapshot.memoryBytes = count()
        return snapshot
    }
}
