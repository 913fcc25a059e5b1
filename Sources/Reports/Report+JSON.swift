import Analytics
import Expressions

extension Report {
    /// SPEC §8, schema `funneltop.report/1`: keys may be added, none renamed.
    package static let schema = "funneltop.report/1"

    var json: String { JSONText(jsonValue).text + "\n" }

    var jsonValue: JSONValue {
        [
            "schema": .string(Report.schema),
            "generated": .string(generated.iso8601),
            "range": snapshot.range.map(JSONValue.init(range:)) ?? .null,
            "now": JSONValue(snapshot.now?.iso8601),
            "source": JSONValue(source: snapshot.source),
            "users": .integer(snapshot.users),
            "users_approximate": .bool(snapshot.isApproximateThroughout),
            "approximate": .bool(snapshot.isApproximate),
            "sessions": JSONValue(sessionsOf: snapshot),
            "funnels": .array(snapshot.funnels.map(JSONValue.init(funnel:))),
            "experiments": .array(snapshot.experiments.map(JSONValue.init(experiment:))),
            "signals": .array(
                snapshot.signals.map { JSONValue(signal: $0, bucket: snapshot.traffic.bucket) }),
            "sessions_summary": JSONValue(
                sessions: snapshot.traffic.sessions, count: JSONValue(sessionsOf: snapshot)),
            "pages": .array(snapshot.traffic.pages.map(JSONValue.init(page:))),
            "other_pages": .integer(snapshot.traffic.otherPages),
            "channels": .array(snapshot.traffic.channels.map { JSONValue(share: $0, key: "channel") }),
            "categories": .array(snapshot.traffic.categories.map { JSONValue(share: $0, key: "category") }),
            "traffic": JSONValue(trend: snapshot.traffic.trend, bucket: snapshot.traffic.bucket),
            "events_by_name": .array(
                snapshot.eventCounts.map {
                    [
                        "event": .string($0.name), "events": .integer($0.count), "users": JSONValue($0.users),
                        "approximate": .bool(snapshot.isApproximateThroughout),
                    ]
                }),
            "memory": [
                "evicted": .integer(snapshot.evicted), "untracked_events": .integer(snapshot.untracked),
            ],
            "warnings": JSONValue(snapshot.warnings),
        ]
    }
}

extension JSONValue {
    fileprivate init(range: Snapshot.Range) {
        self = [
            "start": .string(range.start.iso8601),
            "seconds": .integer(Int(range.length.microseconds / 1_000_000)),
            "label": .string(range.length.label),
            "past": .bool(range.isPast),
        ]
    }

    fileprivate init(source: SourceSnapshot) {
        let reasons = RejectReason.allCases.filter { source.rejected[$0, default: 0] > 0 }
        self = [
            "inputs": .array(source.inputs.map(JSONValue.init(input:))),
            "events": .integer(source.events),
            "rejected": .integer(source.rejected.values.reduce(0, +)),
            "rejected_by_reason": .object(
                reasons.map { Member($0.rawValue, .integer(source.rejected[$0, default: 0])) }),
            "rejected_examples": .array(
                source.rejectedExamples.map {
                    [
                        "path": .string($0.path), "line": .integer($0.line.line),
                        "reason": .string($0.line.reason.rawValue), "text": .string($0.line.text),
                    ]
                }),
            "late": .integer(source.late),
            "duplicates": .integer(source.duplicates),
            "bots": .integer(source.bots),
            "identity": JSONValue(identity: source.identity),
            "first_event": JSONValue(source.firstEvent?.iso8601),
            "last_event": JSONValue(source.lastEvent?.iso8601),
        ]
    }

    fileprivate init(input: SourceSnapshot.Input) {
        self = [
            "path": .string(input.path),
            "format": .string(input.format),
            "state": .string(input.state.word),
            "bytes": .integer(input.bytes),
            "lines": .integer(input.lines),
            "events": .integer(input.events),
            "rejected": .integer(input.rejected),
            "encodings": JSONValue(input.encodings),
            "line_order": .bool(input.isInLineOrder),
            "rotations": .integer(input.rotations),
            "truncations": .integer(input.truncations),
            "lost_bytes": .integer(input.lostBytes),
            "cut_off_lines": .integer(input.cutOffLines),
            "hole_bytes": .integer(input.holeBytes),
            "repaired_lines": .integer(input.repairedLines),
        ]
    }

    fileprivate init(funnel: FunnelSnapshot) {
        self = [
            "name": .string(funnel.name),
            "expression": .string(funnel.expression),
            "order": .string(funnel.definition.order.rawValue),
            "count": .string(funnel.definition.counting.rawValue),
            "window_seconds": funnel.definition.window.map(JSONValue.init(span:)) ?? .null,
            "steps": .array(funnel.steps.enumerated().map { JSONValue(step: $0.element, index: $0.offset + 1) }),
            "approximate": .bool(funnel.isApproximate),
            "conversion": JSONValue(funnel.conversion),
            "matured_conversion": JSONValue(funnel.maturedConversion),
            "bottleneck": JSONValue(funnel.bottleneck.map { $0 + 1 }),
            "slowest": JSONValue(funnel.slowest.map { $0 + 1 }),
            "histogram": .array(
                funnel.histogram.map {
                    ["from_seconds": .number($0.from), "to_seconds": JSONValue($0.to), "users": .integer($0.users)]
                }),
            "trend": .array(funnel.trend.buckets.map { JSONValue(bucket: $0, length: funnel.trend.bucket) }),
            "previous_counts": funnel.previousCounts.map(JSONValue.init) ?? .null,
            "breakdowns": .array(funnel.breakdowns.map(JSONValue.init(breakdown:))),
            "segments": .array(
                funnel.segments.map {
                    [
                        "name": .string($0.name), "counts": JSONValue($0.counts),
                        "approximate": .bool($0.isApproximate),
                    ]
                }),
            "next_actions": .array(
                funnel.nextActions.map {
                    [
                        "after_step": .integer($0.afterStep), "event": JSONValue($0.event),
                        "users": .integer($0.users),
                    ]
                }),
        ]
    }

    private init(step: StepSnapshot, index: Int) {
        self = [
            "index": .integer(index),
            "name": .string(step.name),
            "optional": .bool(step.isOptional),
            "count": .integer(step.count),
            "of_first": JSONValue(step.ofFirst),
            "of_previous": JSONValue(step.ofPrevious),
            "dropped": .integer(step.dropped),
            "open": .integer(step.open),
            "lost": .integer(step.lost),
            "excluded": .integer(step.excluded),
            "seconds_from_previous": JSONValue(times: step.fromPrevious),
            "seconds_from_first": JSONValue(times: step.fromFirst),
            "revenue": JSONValue(step.revenue),
        ]
    }

    private init(times: TimeSummary?) {
        guard let times else {
            self = .null
            return
        }
        self = [
            "average": .number(times.average), "median": .number(times.median), "p90": .number(times.p90),
            "count": .integer(times.count), "approximate": .bool(times.isApproximate),
        ]
    }

    private init(bucket: Trend.Bucket, length: TimeSpan) {
        self = [
            "start": .string(bucket.start.iso8601), "seconds": JSONValue(span: length),
            "counts": JSONValue(bucket.counts), "final": .bool(bucket.isFinal),
        ]
    }

    private init(breakdown: BreakdownSnapshot) {
        self = [
            "by": .string(breakdown.field),
            "attribution": .string(breakdown.attribution.word),
            "distinct_values": .integer(breakdown.distinctValues),
            "values": .array(
                breakdown.values.map {
                    [
                        "value": .string($0.label.text), "kind": .string($0.label.kind),
                        "counts": JSONValue($0.counts), "conversion": JSONValue($0.conversion),
                        "seconds_median": JSONValue($0.medianSeconds),
                        "previous_counts": $0.previousCounts.map(JSONValue.init) ?? .null,
                    ]
                }),
        ]
    }

    /// Seconds: an integer where they are whole.
    init(span: TimeSpan) {
        self =
            span.microseconds % 1_000_000 == 0
            ? .integer(Int(span.microseconds / 1_000_000)) : .number(Double(span.microseconds) / 1_000_000)
    }
}
