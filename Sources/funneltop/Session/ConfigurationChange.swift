import Analytics
import Dashboard
import Expressions

/// A change of what is computed, asked for on the screen.
enum ConfigurationChange {
    /// The configuration after an effect; nil where the effect is about something else.
    ///
    /// - Throws: `UsageError` in one line, for the person who typed it.
    static func apply(_ effect: Effect, to old: AnalyticsConfiguration) throws(UsageError) -> AnalyticsConfiguration? {
        var configuration = old
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
            case .quit, .request, .setTheme, .redraw, .suspend, .bell: return nil
            }
        } catch {
            throw UsageError(([error.message] + [error.remedy].compactMap { $0 }).joined(separator: "; "))
        }
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
