import Expressions

/// One micro-conversion since the first event.
package struct SignalSnapshot: Sendable, Hashable {
    package var definition: SignalDefinition
    package var users = 0
    package var events = 0
    /// Of all users; nil before the first.
    package var rate: Double?
    /// Sessions in which it happened, of all sessions; nil before the first.
    package var sessionRate: Double?
    /// Events by time, on one grid for all signals; empty before the first event.
    package var trend: [TrafficBucket] = []
    /// Revenue of the users who did it, divided by them; nil where no event carries any.
    package var revenuePerUser: Double?
    /// How much more likely those who did it are to convert in the main funnel: 0.2 is 20 % more. The conversion must come
    /// after the signal to count for it. nil where there is nothing to compare.
    package var lift: Double?
    /// Interval at 95 % that holds at all times, however often one looks; nil while too little is known.
    package var liftRange: ClosedRange<Double>?
    /// Users who did it and converted after it, and those who converted without it.
    package var conversionsWith = 0
    package var conversionsWithout = 0
    /// All of it is near, not exact.
    package var isApproximate = false

    package init(_ definition: SignalDefinition) { self.definition = definition }
}
