import Expressions

/// A configuration made ready to run, and the columns it needs of every event.
///
/// Holds remembered answers about values, so it belongs to the owner of the aggregates: make one per `AnalyticsState`.
package final class AnalyticsPlan {
    package let configuration: AnalyticsConfiguration
    package let projection: Projection
    let filter: CompiledFilter?
    /// By funnel: for everybody first, then one per segment.
    let funnels: [[FunnelPlan]]
    /// By experiment: for everybody first, then one per segment.
    let experiments: [[ExperimentPlan]]
    let sessions: SessionPlan
    /// The fields that the definitions look at, as the user wrote them.
    package let fields: [String]

    package init(_ configuration: AnalyticsConfiguration) throws(PlanError) {
        var collector = ColumnCollector()
        let filter = configuration.filter.map { CompiledFilter($0, columns: &collector) }
        var funnels: [[FunnelPlan]] = []
        for definition in configuration.funnels {
            var plans = [
                try FunnelPlan(
                    definition, configuration, segment: nil, breakdowns: configuration.breakdowns,
                    collector: &collector)
            ]
            for segment in configuration.segments {
                plans.append(
                    try FunnelPlan(
                        definition, configuration, segment: segment.filter, breakdowns: [], collector: &collector))
            }
            funnels.append(plans)
        }
        var experiments: [[ExperimentPlan]] = []
        for definition in configuration.experiments {
            var plans: [ExperimentPlan] = []
            for segment in [nil] + configuration.segments.map({ Optional($0.filter) }) {
                plans.append(
                    try ExperimentPlan(
                        definition, configuration, segment: segment, collector: &collector))
            }
            experiments.append(plans)
        }
        let signals = try SignalPlan.make(configuration, collector: &collector)
        var fields: [String] = []
        for column in collector.columns where !fields.contains(column.field) { fields.append(column.field) }
        self.configuration = configuration
        self.filter = filter
        self.funnels = funnels
        self.experiments = experiments
        self.fields = fields
        sessions = SessionPlan(configuration, signals: signals, collector: &collector)
        projection = Projection(columns: collector.columns)
    }
}
