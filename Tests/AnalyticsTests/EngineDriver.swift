import Analytics
import Expressions

/// The one place that drives the engine.
enum EngineDriver {
    static func answer(
        _ definition: FunnelDefinition, _ breakdown: AnalyticsConfiguration.Breakdown?, _ events: [ReferenceEvent]
    ) -> FunnelAnswer? {
        nil
    }
}
