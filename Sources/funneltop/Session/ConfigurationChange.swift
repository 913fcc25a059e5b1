import Analytics
import Dashboard
import Expressions

/// A change of what is computed, asked for on the screen.
enum ConfigurationChange {
    /// The configuration after an effect; nil where the effect is about something else.
    ///
    /// - Parameter snapshot: the numbers the person saw.
    /// - Throws: `UsageError` in one line, for the person who typed it.
    static func apply(
        _ effect: Effect, to old: AnalyticsConfiguration, snapshot: Snapshot?
    ) throws(UsageError) -> AnalyticsConfiguration? {
        var configuration = old
        if case .declarePhase(let name, let time) = effect {
            try declarePhase(name, at: time, in: &configuration, snapshot)
            return try checked(configuration)
        }
        do throws(ExpressionError) {
            switch effect {
            case .applyFilter(let text):
                configuration.filter = text.isEmpty ? nil : try FilterParser.parse(text)
            case .addBreakdown(let field):
                configuration.breakdowns.removeAll { $0.field == field }
                configuration.breakdowns.insert(AnalyticsConfiguration.Breakdown(field: field), at: 0)
                // The newest stays in view; as many as can be kept.
                if configuration.breakdowns.count > 8 { configuration.breakdowns.removeLast() }
            case .setFunnel(let text, let index):
                let funnel = try FunnelParser.parse(text)
                if configuration.funnels.indices.contains(index) {
                    configuration.funnels[index] = funnel
                } else {
                    configuration.funnels.append(funnel)
                }
            case .setExperiment(let text):
                let factors = ExperimentDefinition.factors(of: text)
                if !configuration.experiments.contains(where: { $0.factors == factors }) {
                    configuration.experiments.insert(ExperimentDefinition(name: text, factors: factors), at: 0)
                }
            case .declarePhase, .saveFunnel, .quit, .request, .setTheme, .redraw, .suspend, .bell: return nil
            }
        } catch {
            throw UsageError(([error.message] + [error.remedy].compactMap { $0 }).joined(separator: "; "))
        }
        return try checked(configuration)
    }

    private static func declarePhase(
        _ name: String, at time: Timestamp, in configuration: inout AnalyticsConfiguration, _ snapshot: Snapshot?
    ) throws(UsageError) {
        guard let seen = snapshot?.experiments.first(where: { $0.name == name }),
            let index = configuration.experiments.firstIndex(where: { $0.name == name }),
            let change = seen.split.change, change.time == time
        else { throw UsageError("the split has changed again since then: look once more") }
        configuration.experiments[index].declare(change, arms: seen.arms.map(\.variant))
    }

    private static func checked(_ configuration: AnalyticsConfiguration) throws(UsageError) -> AnalyticsConfiguration {
        do throws(PlanError) { _ = try AnalyticsPlan(configuration) } catch {
            throw UsageError(error.description)
        }
        return configuration
    }
}

extension SnapshotRequest {
    init(_ request: DashboardRequest) {
        self.init()
        range = request.range
        stepsBack = request.stepsBack
        comparesWithPrevious = request.comparesWithPrevious
    }
}
