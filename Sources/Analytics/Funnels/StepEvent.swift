/// One event as one funnel sees it.
struct StepEvent {
    /// Microseconds since 1970.
    var time: Int64
    var match: StepMatch
    /// Id of the event's name; `UInt32.max` where it was not kept.
    var name: UInt32
    /// A signal found between rows, plus 1; 0 for a row. It comes before the rows of its time.
    var derived: UInt8 = 0
    /// Ten-thousandths; `noRevenue` when the event carries none.
    var revenue: Int64 = StepEvent.noRevenue
    /// Hash of the held field's value; 0 when absent.
    var held: UInt64 = 0
    /// Slice of each breakdown (see `SliceTable`).
    var slices = SIMD8<UInt16>()

    static let noRevenue = Int64.min

    /// The first step it can fill; those that fill none come last.
    var rank: UInt32 { UInt32(match.steps.trailingZeroBitCount) }

    var withoutRevenue: StepEvent {
        var event = self
        event.revenue = StepEvent.noRevenue
        return event
    }
}
