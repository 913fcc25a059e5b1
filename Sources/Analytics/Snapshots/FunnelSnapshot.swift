import Expressions

/// All that is known of one funnel at one moment, over one range. A value: it never changes under its reader.
package struct FunnelSnapshot: Sendable, Hashable {
    package var name: String
    /// The definition in the language of SPEC §7.
    package var expression: String
    package var definition: FunnelDefinition
    package var steps: [StepSnapshot]
    /// Share of those who entered that reached the last step; nil when nobody entered.
    package var conversion: Double?
    /// The same among those whose latest entry's window has passed; nil when there are none.
    package var maturedConversion: Double?
    /// Index (0-based) of the step that lost the most users on the way to it from the step before; nil when none were lost.
    package var bottleneck: Int?
    /// Index (0-based) of the step with the longest median time from the step before.
    package var slowest: Int?
    /// Time from the first to the last step.
    package var histogram: [HistogramBin]
    package var trend: Trend
    package var breakdowns: [BreakdownSnapshot]
    package var segments: [SegmentSnapshot]
    package var nextActions: [NextAction]
    /// Users per step as the same range stood one range earlier; nil where there was none.
    package var previousCounts: [Int]?
    /// What is counted is near, not exact; segments say it of themselves.
    package var isApproximate = false

    package init(definition: FunnelDefinition, expression: String, steps: [StepSnapshot]) {
        self.name = definition.name
        self.expression = expression
        self.definition = definition
        self.steps = steps
        histogram = []
        trend = Trend(bucket: .seconds(60), buckets: [])
        breakdowns = []
        segments = []
        nextActions = []
    }
}

package struct StepSnapshot: Sendable, Hashable {
    package var name: String
    package var isOptional = false
    package var count = 0
    /// Fractions; nil when the divisor is zero.
    package var ofFirst: Double?
    package var ofPrevious: Double?
    /// Reached this step and not the next (0 for the last step); the sum of the three below.
    package var dropped = 0
    /// Of those, whose window has not passed yet.
    package var open = 0
    package var lost = 0
    package var excluded = 0
    /// nil for the first step and where nobody arrived.
    package var fromPrevious: TimeSummary?
    package var fromFirst: TimeSummary?
    /// Sum of the revenue of the events that filled this step; nil when no event carried any.
    package var revenue: Double?

    package init(name: String) { self.name = name }
}

/// Times in seconds over `count` users.
package struct TimeSummary: Sendable, Hashable {
    package var average: Double
    package var median: Double
    package var p90: Double
    package var count: Int
    /// The two quantiles are within 1 % of the true ones, not exact.
    package var isApproximate: Bool

    package init(average: Double, median: Double, p90: Double, count: Int, isApproximate: Bool) {
        self.average = average
        self.median = median
        self.p90 = p90
        self.count = count
        self.isApproximate = isApproximate
    }
}

/// Users whose time lies in `from ..< to` seconds; `to` is nil for the last, open bin.
package struct HistogramBin: Sendable, Hashable {
    package var from: Double
    package var to: Double?
    package var users: Int

    package init(from: Double, to: Double?, users: Int) {
        self.from = from
        self.to = to
        self.users = users
    }
}

/// Users by the time at which their attempt began.
package struct Trend: Sendable, Hashable {
    package struct Bucket: Sendable, Hashable {
        package var start: Timestamp
        /// Users per step.
        package var counts: [Int]
        /// No window of an attempt begun here is still open.
        package var isFinal: Bool

        package init(start: Timestamp, counts: [Int], isFinal: Bool) {
            self.start = start
            self.counts = counts
            self.isFinal = isFinal
        }
    }

    package var bucket: TimeSpan
    /// Oldest first, without gaps.
    package var buckets: [Bucket]

    package init(bucket: TimeSpan, buckets: [Bucket]) {
        self.bucket = bucket
        self.buckets = buckets
    }
}

package struct BreakdownSnapshot: Sendable, Hashable {
    package var field: String
    package var attribution: Attribution
    /// Most users first; then `(other)`, then `(none)` where they occur.
    package var values: [BreakdownValue]
    /// Distinct values seen, listed or not.
    package var distinctValues: Int

    package init(field: String, attribution: Attribution, values: [BreakdownValue], distinctValues: Int) {
        self.field = field
        self.attribution = attribution
        self.values = values
        self.distinctValues = distinctValues
    }
}

/// Which of a user's values a breakdown counts him under.
package enum Attribution: Sendable, Hashable {
    /// The value at his first step-1 event.
    case first
    /// The value at the last event that filled a step.
    case last
    /// The value at the first event that filled this step (1-based).
    case step(Int)
    /// Each step under the value of the event that filled it: a user may stand under several.
    case all
}

package struct BreakdownValue: Sendable, Hashable {
    package enum Label: Sendable, Hashable {
        case value(String)
        case other
        case none
    }

    package var label: Label
    package var counts: [Int]
    package var conversion: Double?
    /// Seconds from the first to the last step.
    package var medianSeconds: Double?
    /// The range before; nil where there was none.
    package var previousCounts: [Int]?

    package init(label: Label, counts: [Int]) {
        self.label = label
        self.counts = counts
    }
}

package struct SegmentSnapshot: Sendable, Hashable {
    package var name: String
    package var counts: [Int]
    /// `counts` are near, not exact.
    package var isApproximate = false

    package init(name: String, counts: [Int]) {
        self.name = name
        self.counts = counts
    }
}

/// What users did right after they first reached a step; `event` is nil for those who have done nothing since.
package struct NextAction: Sendable, Hashable {
    /// 1-based.
    package var afterStep: Int
    package var event: String?
    package var users: Int

    package init(afterStep: Int, event: String?, users: Int) {
        self.afterStep = afterStep
        self.event = event
        self.users = users
    }
}
