/// What must be equal for saved aggregates to go on.
extension AnalyticsConfiguration {
    /// All definitions and settings, one a line: what it is and its name, a tab, then all of it. Two configurations of
    /// the same text count the same things in the same way; lines that differ tell what has changed.
    package var fingerprintText: String {
        var lines: [String] = []
        func add(_ label: String, _ value: Any) { lines.append(label + "\t" + CanonicalText(value).text) }
        for funnel in funnels { add("funnel \(CanonicalText(funnel.name).text)", funnel) }
        for breakdown in breakdowns { add("breakdown by \(CanonicalText(breakdown.field).text)", breakdown) }
        for segment in segments { add("segment \(CanonicalText(segment.name).text)", segment) }
        for experiment in experiments { add("experiment \(CanonicalText(experiment.name).text)", experiment) }
        for signal in signals { add("signal \(CanonicalText(signal.name).text)", signal) }
        add("kpi", kpi as Any)
        add("stitching", stitching)
        add("filter", filter as Any)
        add("since", since as Any)
        add("until", until as Any)
        add("lateness", lateness)
        add("ahead", ahead)
        add("session gap", sessionGap)
        add("window of ids", deduplicationWindow)
        add("sessions by field", sessionsByField)
        return lines.joined(separator: "\n")
    }

    /// A number for `fingerprintText`, the same in every process: FNV-1a (Fowler, Noll, Vo 1991), 64 bits.
    package var fingerprint: UInt64 {
        fingerprintText.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }
}
