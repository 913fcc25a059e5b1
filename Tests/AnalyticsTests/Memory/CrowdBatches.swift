import Analytics

/// Batches of very many users, made without a text for each event.
struct CrowdBatches {
    struct Row {
        var user: Int
        /// Index of the event's name in `names`.
        var event: Int
        /// Microseconds.
        var time: Int64
    }

    let names: [String]
    private let projection: Projection
    private var isFirst = true

    init(_ names: [String], _ projection: Projection) {
        self.names = names
        self.projection = projection
    }

    mutating func batch(_ rows: [Row]) -> EventBatch {
        var batch = EventBatch(decoder: 0, projection: projection)
        if isFirst { batch.newEventNames = names }
        isFirst = false
        batch.times = rows.map(\.time)
        batch.users = rows.map { CrowdBatches.hash($0.user) }
        batch.events = rows.map { Symbol(UInt32($0.event + 1)) }
        batch.columns = batch.columns.map { column in
            switch column {
            case .symbols: .symbols(Array(repeating: .none, count: rows.count))
            case .numbers: .numbers(Array(repeating: .nan, count: rows.count))
            case .keys: .keys(Array(repeating: 0, count: rows.count))
            }
        }
        return batch
    }

    static func hash(_ user: Int) -> UInt64 {
        var mixed = (UInt64(user) &+ 1) &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        return (mixed ^ mixed >> 31) | 1
    }
}
