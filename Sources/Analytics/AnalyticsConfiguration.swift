import Expressions

/// What to compute: the definitions, checked, before they are compiled into an `AnalyticsPlan`.
package struct AnalyticsConfiguration: Sendable, Hashable {
    package struct Breakdown: Sendable, Hashable {
        package var field: String
        package var attribution: Attribution

        package init(field: String, attribution: Attribution = .first) {
            self.field = field
            self.attribution = attribution
        }
    }

    package struct Segment: Sendable, Hashable {
        package var name: String
        package var filter: Filter

        package init(name: String, filter: Filter) {
            self.name = name
            self.filter = filter
        }
    }

    /// How far out of order events may come and still count exactly.
    package enum Lateness: Sendable, Hashable {
        /// Exact whatever the order; keeps every user's relevant events.
        case all
        /// Events older than the newest one by more than this are counted as late and left out. See `Watermark`.
        case bounded(TimeSpan)
    }

    package var funnels: [FunnelDefinition]
    package var breakdowns: [Breakdown] = []
    package var segments: [Segment] = []
    package var experiments: [ExperimentDefinition] = []
    /// Their names can stand for events in the steps of funnels and the goals of experiments.
    package var signals: [SignalDefinition] = []
    /// The funnel whose conversion signals are measured by; nil for the first.
    package var kpi: String?
    /// Anonymous and known ids of one person count as one.
    package var stitching = true
    /// Only events for which this holds exist for funnels and lists.
    package var filter: Filter?
    /// Only events from this time on.
    package var since: Timestamp?
    /// Only events before this time.
    package var until: Timestamp?
    package var lateness: Lateness = .bounded(.seconds(60))
    /// How far ahead of the machine's clock an event may be; one further ahead is left out. See `Watermark`.
    package var ahead: TimeSpan = .seconds(300)
    /// Longest silence inside a session, where sessions are not given by a field.
    package var sessionGap: TimeSpan = .seconds(1800)
    /// How long at least the id of an event is remembered to know its copies by, in event time.
    package var deduplicationWindow: TimeSpan = .seconds(3600)
    /// Bytes that the aggregates may take, by their own account; nil for no limit. See `AnalyticsState.memoryLimit`.
    package var memoryLimit: Int?
    /// The data has a session field: sessions are told apart by it.
    package var sessionsByField = false

    package init(funnels: [FunnelDefinition]) { self.funnels = funnels }
}
