/// One event of a traced user, as every funnel sees it.
struct TraceEvent {
    /// Microseconds since 1970.
    var time: Int64
    var name: String
    var standing: Explanation.Standing
    /// By funnel.
    var views: [View]

    /// What the event is to one funnel.
    struct View {
        var match: StepMatch
        /// Steps whose event or page it is, whatever their filters say.
        var steps: UInt32
        /// Steps it matches, whether or not it is the first of its kind.
        var passing: UInt32
        /// Hash of the held field's value; 0 when absent.
        var held: UInt64
        /// The unit it belongs to: 1 where users are counted, 0 where the unit's field is absent.
        var unit: UInt64
    }
}
