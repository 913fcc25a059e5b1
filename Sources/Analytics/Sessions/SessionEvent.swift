/// One event as sessions see it.
struct SessionEvent {
    var row: Int
    var time: Int64
    var page: UInt16
    var category: UInt16
    /// Of the channel's column.
    var channelText: UInt32
    /// Signals found in the row.
    var signals: UInt32 = 0
    /// Signals of dwell whose place it is.
    var anchors: UInt32 = 0
    /// Segments it belongs to.
    var segments: UInt32 = 0

    var entry: TrailEntry {
        TrailEntry(time: time, anchors: anchors, segments: segments, isView: page != TrafficTable.none)
    }
}
