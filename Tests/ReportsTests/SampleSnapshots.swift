import Analytics
import Expressions

/// Snapshots the tests write down.
enum SampleSnapshots {
    /// 2026-11-21T14:02:31Z
    static let now = Timestamp(microseconds: 1_795_269_751_000_000)
    static let start = Timestamp(microseconds: 1_795_262_400_000_000)

    /// A shop with everything in it.
    static var shop: Snapshot {
        var snapshot = Snapshot()
        snapshot.source = source
        snapshot.users = 184_302
        snapshot.now = now
        snapshot.range = Snapshot.Range(start: start, length: .oneHour, isPast: false)
        snapshot.funnels = [checkout]
        snapshot.eventCounts = [
            NamedCount(name: "product_viewed", count: 81_002, users: 48_210),
            NamedCount(name: "added_to_cart", count: 15_000),
            NamedCount(name: "checkout_started", count: 2_950), NamedCount(name: "purchased", count: 1_940),
        ]
        snapshot.signals = SampleTraffic.signals
        snapshot.traffic = SampleTraffic.traffic
        snapshot.warnings = ["device has more than 10,000 values"]
        return snapshot
    }

    private static var source: SourceSnapshot {
        var source = SourceSnapshot()
        var input = SourceSnapshot.Input(path: "logs/shop.jsonl", format: "jsonl", state: .ended)
        input.bytes = 31_000_000
        input.lines = 100_907
        input.events = 100_892
        input.rejected = 15
        input.encodings = ["gzip"]
        source.inputs = [input]
        source.state = .ended
        source.events = 100_892
        source.rejected = [.malformed: 12, .badTime: 3]
        source.rejectedExamples = [
            SourceSnapshot.Example(
                path: "logs/shop.jsonl", line: RejectedLine(line: 41, reason: .malformed, text: "{\"ts\":"))
        ]
        source.late = 7
        source.duplicates = 3
        source.bots = 12
        source.identity.stitched = 1_204
        source.firstEvent = start
        source.lastEvent = now
        return source
    }

    private static var checkout: FunnelSnapshot {
        let names = ["product_viewed", "added_to_cart", "checkout_started", "purchased"]
        var definition = FunnelDefinition(
            name: "checkout", steps: names.map { StepDefinition(name: $0, alternatives: [StepAlternative(.event($0))]) }
        )
        definition.window = .seconds(1800)
        var funnel = FunnelSnapshot(
            definition: definition, expression: names.joined(separator: " > ") + " within 30m", steps: steps(names))
        funnel.conversion = 0.04
        funnel.maturedConversion = 0.0425
        funnel.bottleneck = 1
        funnel.slowest = 3
        funnel.histogram = [
            HistogramBin(from: 0, to: 60, users: 31), HistogramBin(from: 60, to: 300, users: 1083),
            HistogramBin(from: 300, to: nil, users: 814),
        ]
        funnel.trend = Trend(
            bucket: .seconds(900),
            buckets: [
                Trend.Bucket(start: start, counts: [900, 300, 70, 50], isFinal: true),
                Trend.Bucket(
                    start: Timestamp(microseconds: start.microseconds + 900_000_000), counts: [800, 250, 30, 10],
                    isFinal: false),
            ])
        funnel.breakdowns = [devices]
        funnel.segments = [SegmentSnapshot(name: "mobile DE", counts: [4000, 1200, 200, 100])]
        funnel.nextActions = [
            NextAction(afterStep: 1, event: "product_viewed", users: 20_000),
            NextAction(afterStep: 1, event: "added_to_cart", users: 14_000),
            NextAction(afterStep: 1, event: nil, users: 9_000), NextAction(afterStep: 1, event: "search", users: 10),
            NextAction(afterStep: 2, event: "checkout_error", users: 5_000),
        ]
        funnel.previousCounts = [50_000, 15_000, 4_000, 2_950]
        return funnel
    }

    private static func steps(_ names: [String]) -> [StepSnapshot] {
        let counts = [48_210, 14_849, 2_819, 1_928]
        let open = [1_204, 639, 33, 0]
        let medians = [0, 41, 112, 127.25]
        var fromFirst = 0.0
        return counts.indices.map { index in
            var step = StepSnapshot(name: names[index])
            step.count = counts[index]
            step.ofFirst = Double(counts[index]) / Double(counts[0])
            if index > 0 {
                step.ofPrevious = Double(counts[index]) / Double(counts[index - 1])
                fromFirst += medians[index]
                step.fromPrevious = TimeSummary(
                    average: medians[index] * 1.5, median: medians[index], p90: medians[index] * 3,
                    count: counts[index], isApproximate: index == 1)
                step.fromFirst = TimeSummary(
                    average: fromFirst * 1.5, median: fromFirst, p90: fromFirst * 3, count: counts[index],
                    isApproximate: false)
            }
            if index < 3 { step.dropped = counts[index] - counts[index + 1] }
            step.open = open[index]
            step.excluded = index == 1 ? 5 : 0
            step.lost = step.dropped - step.open - step.excluded
            if index == 3 { step.revenue = 81_234.5 }
            return step
        }
    }

    private static var devices: BreakdownSnapshot {
        func value(_ label: BreakdownValue.Label, _ counts: [Int], _ median: Double?) -> BreakdownValue {
            var value = BreakdownValue(label: label, counts: counts)
            value.conversion = Double(counts[3]) / Double(counts[0])
            value.medianSeconds = median
            return value
        }
        return BreakdownSnapshot(
            field: "device", attribution: .first,
            values: [
                value(.value("mobile"), [25_310, 7_000, 600, 500], 320),
                value(.value("desktop"), [19_884, 7_000, 2_000, 1_300], 238),
                value(.other, [3_000, 840, 218, 128], 241), value(.none, [16, 9, 1, 0], nil),
            ], distinctValues: 12)
    }

    /// Every name in it tries to do harm.
    static func hostile(_ name: String) -> Snapshot {
        var snapshot = shop
        snapshot.source.inputs[0].path = name
        snapshot.source.inputs[0].format = name
        snapshot.source.inputs[0].state = .failed(name)
        snapshot.source.rejectedExamples = [
            SourceSnapshot.Example(path: name, line: RejectedLine(line: 1, reason: .binary, text: name))
        ]
        snapshot.eventCounts = [NamedCount(name: name, count: 3)]
        snapshot.warnings = [name]
        var funnel = snapshot.funnels[0]
        funnel.name = name
        funnel.expression = name
        funnel.definition.unitField = name
        for index in funnel.steps.indices { funnel.steps[index].name = name }
        funnel.breakdowns[0].field = name
        funnel.breakdowns[0].values[0].label = .value(name)
        funnel.segments[0].name = name
        for index in funnel.nextActions.indices { funnel.nextActions[index].event = name }
        snapshot.funnels = [funnel]
        snapshot.experiments = SampleExperiments.hostile(name)
        SampleTraffic.harm(&snapshot, name)
        return snapshot
    }

    /// A funnel nobody has entered, of a source that is not there.
    static var waiting: Snapshot {
        var snapshot = Snapshot()
        snapshot.source.inputs = [SourceSnapshot.Input(path: "none.jsonl", format: "jsonl", state: .waiting)]
        let steps = ["a", "b"].map { StepDefinition(name: $0, alternatives: [StepAlternative(.event($0))]) }
        snapshot.funnels = [
            FunnelSnapshot(
                definition: FunnelDefinition(name: "f", steps: steps), expression: "a > b",
                steps: [StepSnapshot(name: "a"), StepSnapshot(name: "b")])
        ]
        return snapshot
    }

    static let hostileNames = [
        "\u{1B}[2J\u{1B}]0;owned\u{07}", "a\u{08}\u{08}9\r1\nnext\tcell", "say \"hi\", ok", "a|b\\|c `x` <script>",
        "=HYPERLINK(\"http://x\")", "+1", "-1+2", "@SUM(A1)", "\tx", "\rx", "\u{202E}gnp.exe", "\u{9B}31m\u{7F}",
        "漢字かな漢字かな漢字かな漢字かな漢字かな漢字かな漢字かな漢字かな漢字かな漢字かな漢字かな", "👩‍👩‍👧‍👦🏳️‍🌈", "\u{2028}\u{2029}", "",
        String(repeating: "long ", count: 60), "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
    ]
}
