import Expressions

/// What sessions, traffic and signals look at, made ready to run.
struct SessionPlan {
    /// Longest silence inside a session, in microseconds.
    let gap: Int64
    let page: Int
    let channel: Int
    let category: Int
    /// The column of the session field; nil where sessions are told apart by silence alone.
    let session: Int?
    /// nil without signals.
    let signals: SignalPlan?

    /// - Parameter signals: compiled before, so that its columns stand with those of the definitions.
    init(_ configuration: AnalyticsConfiguration, signals: SignalPlan?, collector: inout ColumnCollector) {
        gap = SessionPlan.gap(configuration)
        page = collector.index(of: "page", .symbol)
        channel = collector.index(of: "channel", .symbol)
        category = collector.index(of: "category", .symbol)
        session = configuration.sessionsByField ? collector.index(of: "session", .key) : nil
        self.signals = signals
    }

    static func gap(_ configuration: AnalyticsConfiguration) -> Int64 {
        max(0, min(configuration.sessionGap.microseconds, FunnelRules.longestSpan))
    }
}
