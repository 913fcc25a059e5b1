import Analytics
import Expressions

/// A shop's checkout over six hours, with numbers that add up: every step's leavers are lost or open, the values of a
/// breakdown sum to the funnel, what came next sums to the step, the histogram to the buyers.
enum ShopSnapshot {
    /// 2026-11-21T14:02:31Z
    static let now = Timestamp(microseconds: 1_795_269_751_000_000)

    static var snapshot: Snapshot {
        var snapshot = Snapshot()
        snapshot.source = source
        snapshot.users = 184_302
        snapshot.funnels = [funnel, signup]
        snapshot.eventCounts = [
            NamedCount(name: "product_viewed", count: 402_118), NamedCount(name: "search", count: 131_406),
            NamedCount(name: "added_to_cart", count: 50_212), NamedCount(name: "checkout_error", count: 21_040),
            NamedCount(name: "checkout_started", count: 5_610), NamedCount(name: "purchased", count: 2_032),
        ]
        snapshot.recent = recent
        snapshot.range = .init(
            start: Timestamp(microseconds: now.microseconds - TimeLength.sixHours.microseconds), length: .sixHours,
            isPast: false)
        snapshot.now = now
        snapshot.memoryBytes = 41_234_567
        return snapshot
    }

    static var source: SourceSnapshot {
        var input = SourceSnapshot.Input(path: "/var/log/shop.jsonl", format: "jsonl", state: .following)
        input.bytes = 131_204_882
        input.lines = 612_422
        input.events = 612_418
        input.rejected = 4
        var source = SourceSnapshot()
        source.inputs = [input]
        source.state = .following
        source.events = 612_418
        source.rejected = [.malformed: 3, .noTime: 1]
        source.rejectedExamples = [
            .init(
                path: "/var/log/shop.jsonl", line: RejectedLine(line: 1204, reason: .malformed, text: #"{"ts":"2026-"#)),
            .init(path: "/var/log/shop.jsonl", line: RejectedLine(line: 88, reason: .noTime, text: #"{"user":"u9"}"#)),
        ]
        source.firstEvent = Timestamp(microseconds: now.microseconds - 21_600_000_000)
        source.lastEvent = now
        source.eventsPerSecond = 2413
        source.lagSeconds = 0.4
        return source
    }

    static var definition: FunnelDefinition {
        let steps = [
            ("Viewed product", "product_viewed"), ("Added to cart", "added_to_cart"),
            ("Checkout started", "checkout_started"), ("Purchased", "purchased"),
        ].map { StepDefinition(name: $0.0, alternatives: [StepAlternative(.event($0.1))]) }
        var definition = FunnelDefinition(name: "checkout", steps: steps)
        definition.window = .seconds(3600)
        return definition
    }

    static var funnel: FunnelSnapshot {
        let counts = [48_210, 14_849, 2_819, 1_935]
        let open = [5_204, 1_639, 133, 0]
        let times: [(Double, Double, Double)] = [(0, 0, 0), (58, 41, 130), (160, 112, 400), (171, 127, 420)]
        var sinceFirst = 0.0
        let steps = definition.steps.enumerated().map { index, step in
            var shown = StepSnapshot(name: step.name)
            shown.count = counts[index]
            shown.ofFirst = Double(counts[index]) / Double(counts[0])
            shown.ofPrevious = Double(counts[index]) / Double(counts[max(0, index - 1)])
            shown.dropped = index < 3 ? counts[index] - counts[index + 1] : 0
            shown.open = open[index]
            shown.lost = shown.dropped - open[index]
            if index > 0 {
                let time = times[index]
                sinceFirst += time.1
                shown.fromPrevious = TimeSummary(
                    average: time.0, median: time.1, p90: time.2, count: counts[index], isApproximate: true)
                shown.fromFirst = TimeSummary(
                    average: 402, median: index == 3 ? 250 : sinceFirst, p90: 1080, count: counts[index],
                    isApproximate: true)
            }
            return shown
        }
        var funnel = FunnelSnapshot(
            definition: definition,
            expression: "checkout: product_viewed > added_to_cart > checkout_started > purchased within 1h",
            steps: steps)
        funnel.conversion = Double(counts[3]) / Double(counts[0])
        funnel.maturedConversion = 0.0421
        funnel.bottleneck = 1
        funnel.slowest = 3
        funnel.previousCounts = [47_902, 14_781, 4_020, 2_826]
        funnel.histogram = [(0.0, 60.0, 31), (60, 120, 212), (120, 300, 871), (300, 600, 520), (600, 1800, 190)].map {
            HistogramBin(from: $0.0, to: $0.1, users: $0.2)
        }
        funnel.histogram.append(HistogramBin(from: 1800, to: nil, users: 111))
        funnel.trend = trend(counts)
        funnel.breakdowns = [devices, countries]
        funnel.segments = [
            SegmentSnapshot(name: "first-time", counts: [31_120, 8_402, 1_390, 870]),
            SegmentSnapshot(name: "returning", counts: [17_090, 6_447, 1_429, 1_065]),
        ]
        funnel.nextActions = [
            (1, "product_viewed", 21_004), (1, "added_to_cart", 14_849), (1, nil, 6_237), (1, "search", 6_120),
            (2, "checkout_error", 7_010), (2, "checkout_started", 2_819), (2, "product_viewed", 2_604),
            (2, nil, 2_416), (3, "purchased", 1_935), (3, nil, 464), (3, "product_viewed", 300),
            (3, "help_opened", 120),
        ].map { NextAction(afterStep: $0.0, event: $0.1, users: $0.2) }
        return funnel
    }

    private static var signup: FunnelSnapshot {
        let definition = FunnelDefinition(
            name: "signup",
            steps: ["Landing", "Account created"].map {
                StepDefinition(name: $0, alternatives: [StepAlternative(.page("/" + $0))])
            })
        var first = StepSnapshot(name: "Landing")
        first.count = 900
        first.ofFirst = 1
        first.dropped = 600
        first.lost = 600
        var second = StepSnapshot(name: "Account created")
        second.count = 300
        second.ofFirst = 1.0 / 3
        second.ofPrevious = 1.0 / 3
        var funnel = FunnelSnapshot(
            definition: definition, expression: "signup: /Landing > /Account", steps: [first, second])
        funnel.conversion = 1.0 / 3
        return funnel
    }

    /// 72 buckets of five minutes that sum to the counts; from the 62nd on not final, a drop from the 45th on.
    private static func trend(_ counts: [Int]) -> Trend {
        let wave = [4, 3, 5, 4, 2, 4, 6, 5, 3, 4, 5, 4]
        func weight(_ step: Int, _ index: Int) -> Int {
            let base = step == 0 ? 100 : 90 + wave[(index + step) % 12] * 4
            let afterDrop = step >= 2 && index >= 45 ? base * 2 / 5 : base
            return index >= 62 && step > 0 ? afterDrop * max(1, 72 - index) / 11 : afterDrop
        }
        let start = now.microseconds / 300_000_000 * 300_000_000 - 71 * 300_000_000
        let perStep: [[Int]] = counts.enumerated().map { step, count in
            let weights = (0..<72).map { weight(step, $0) }
            let total = weights.reduce(0, +)
            var sum = 0
            var placed = 0
            // Cumulative shares, so that nothing is lost to rounding.
            return weights.map { weight in
                sum += weight
                let here = count * sum / total - placed
                placed += here
                return here
            }
        }
        return Trend(
            bucket: .seconds(300),
            buckets: (0..<72).map { index in
                .init(
                    start: Timestamp(microseconds: start + Int64(index) * 300_000_000),
                    counts: perStep.map { $0[index] },
                    isFinal: index < 62)
            })
    }

    private static func value(
        _ label: BreakdownValue.Label, _ counts: [Int], before: [Int]? = nil, median: Double? = nil
    ) -> BreakdownValue {
        var value = BreakdownValue(label: label, counts: counts)
        value.conversion = Double(counts[3]) / Double(counts[0])
        value.medianSeconds = median
        value.previousCounts = before
        return value
    }

    private static var devices: BreakdownSnapshot {
        BreakdownSnapshot(
            field: "device", attribution: .first,
            values: [
                value(
                    .value("mobile"), [25_310, 7_239, 452, 330], before: [25_200, 7_240, 1_700, 1_235], median: 320),
                value(
                    .value("desktop"), [19_884, 6_780, 2_115, 1_420], before: [19_700, 6_700, 2_050, 1_400], median: 238
                ),
                value(.value("tablet"), [3_016, 830, 252, 185], before: [3_002, 841, 270, 191], median: 241),
            ], distinctValues: 3)
    }

    private static var countries: BreakdownSnapshot {
        let names = ["DE", "FR", "US", "GB", "NL", "ES", "IT", "PL", "SE", "AT", "CH", "BE"]
        var left = [48_210, 14_849, 2_819, 1_935]
        var values = names.enumerated().map { index, name in
            let counts = left.map { $0 / (5 + index % 3) }
            left = zip(left, counts).map(-)
            return value(.value(name), counts, median: 200 + Double(index * 7))
        }
        let other = left.map { $0 * 2 / 3 }
        values.append(value(.other, other))
        values.append(value(.none, zip(left, other).map(-)))
        return BreakdownSnapshot(field: "country", attribution: .last, values: values, distinctValues: 61)
    }

    private static var recent: [RecentEvent] {
        let names = [
            "product_viewed", "search", "product_viewed", "added_to_cart", "checkout_error", "product_viewed",
            "checkout_started", "purchased",
        ]
        let devices = ["mobile", "desktop", "mobile", "tablet"]
        return (0..<60).map { index in
            let time = Timestamp(microseconds: now.microseconds - Int64(59 - index) * 400_000)
            let user = "u\(10_000 + index * 7919 % 90_000)"
            let event = names[index * 5 % names.count]
            return RecentEvent(
                row: index, time: time, user: user, event: event,
                line:
                    #"{"ts":"\#(time.iso8601)","user":"\#(user)","event":"\#(event)","device":"\#(devices[index % 4])","country":"DE"}"#
            )
        }
    }
}
