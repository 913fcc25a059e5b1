/// Events per second over the last seconds of the machine's clock.
struct EventRate {
    private static let span = Duration.seconds(5)
    private var marks: [(at: Duration, events: Int)] = []

    mutating func note(_ events: Int, at now: Duration) {
        if let last = marks.last, now - last.at < .milliseconds(200) { return }
        marks.append((now, events))
        // One mark older than the span stays, so that the span is always covered.
        while marks.count > 2, marks[1].at < now - EventRate.span { marks.removeFirst() }
    }

    /// nil before half a second has been seen.
    var perSecond: Double? {
        guard let first = marks.first, let last = marks.last else { return nil }
        let seconds = (last.at - first.at) / .seconds(1)
        return seconds >= 0.5 ? Double(last.events - first.events) / seconds : nil
    }
}
