import Analytics
import Expressions

/// What the user asked for, in the configuration file or by flags; nil and empty mean that nothing was said.
package struct Settings: Sendable, Hashable {
    /// How the dashboard is to look.
    package struct View: Sendable, Hashable {
        package enum Glyphs: String, Sendable, Hashable, CaseIterable {
            case auto, unicode, console, ascii
        }

        /// Name of a theme, not looked up yet.
        package var theme: String?
        /// The length of time shown at first, back from the newest event.
        package var range: TimeLength?
        package var glyphs: Glyphs?
        /// Frames per second, 1 to 60.
        package var framesPerSecond: Int?

        /// Says nothing.
        package init() {}
    }

    /// Path of the configuration file that was read; nil without one.
    package var origin: String?
    /// Paths, globs and `-`; a relative path is relative to the working directory, wherever the file lies that names it.
    package var sources: [String] = []
    package var input = InputDescription()
    package var lateness: AnalyticsConfiguration.Lateness?
    package var ahead: TimeSpan?
    package var sessionGap: TimeSpan?
    package var signals: [SignalDefinition] = []
    package var funnels: [FunnelDefinition] = []
    /// Name of the funnel that is shown first.
    package var kpi: String?
    package var breakdowns: [AnalyticsConfiguration.Breakdown] = []
    package var segments: [AnalyticsConfiguration.Segment] = []
    package var experiments: [ExperimentDefinition] = []
    package var filter: Filter?
    package var view = View()

    /// Says nothing.
    package init() {}

    /// These settings where they say something, `other` elsewhere: flags over the file.
    ///
    /// Lists replace lists as a whole; field names and the parts of the view are taken one by one.
    package func merging(over other: Settings) -> Settings {
        var merged = self
        if sources.isEmpty { merged.sources = other.sources }
        merged.input = input.merging(over: other.input)
        merged.lateness = lateness ?? other.lateness
        merged.ahead = ahead ?? other.ahead
        merged.sessionGap = sessionGap ?? other.sessionGap
        merged.origin = origin ?? other.origin
        if signals.isEmpty { merged.signals = other.signals }
        if funnels.isEmpty { merged.funnels = other.funnels }
        merged.kpi = kpi ?? other.kpi
        if breakdowns.isEmpty { merged.breakdowns = other.breakdowns }
        if segments.isEmpty { merged.segments = other.segments }
        if experiments.isEmpty { merged.experiments = other.experiments }
        merged.filter = filter ?? other.filter
        merged.view.theme = view.theme ?? other.view.theme
        merged.view.range = view.range ?? other.view.range
        merged.view.glyphs = view.glyphs ?? other.view.glyphs
        merged.view.framesPerSecond = view.framesPerSecond ?? other.view.framesPerSecond
        return merged
    }

    /// Everything that keeps the signals from being followed, alone or with the session gap.
    package var signalProblems: [SignalProblem] {
        signals.problems(sessionGap: analytics.sessionGap)
    }

    /// What the engine computes: these settings, with its defaults where nothing was said.
    package var analytics: AnalyticsConfiguration {
        var configuration = AnalyticsConfiguration(funnels: funnels)
        configuration.breakdowns = breakdowns
        configuration.segments = segments
        configuration.experiments = experiments
        configuration.signals = signals
        configuration.kpi = kpi
        configuration.filter = filter
        if let lateness { configuration.lateness = lateness }
        if let ahead { configuration.ahead = ahead }
        if let sessionGap { configuration.sessionGap = sessionGap }
        if let stitching = input.stitching { configuration.stitching = stitching }
        return configuration
    }
}
