import Analytics

/// Which places of a row a decoder fills, and which of them make up an event: a projection resolved against a schema.
struct RowPlan: Sendable {
    struct ColumnPlan: Sendable {
        var kind: Projection.Kind
        /// Places to look at in turn; the first that is not absent counts. Empty for the event's name.
        var places: [Int]
        var isPage: Bool
        var isEventName: Bool
    }

    /// The path of each place, all different.
    private(set) var paths: [String] = []
    private(set) var time = 0
    private(set) var users: [Int] = []
    private(set) var event: Int?
    private(set) var columns: [ColumnPlan] = []

    init(schema: InputSchema, projection: Projection) {
        time = place(schema.mapping.time ?? "time")
        users = [schema.mapping.user, schema.mapping.anonymous].compactMap { $0 }.map { place($0) }
        event = schema.mapping.event.map { place($0) }
        for column in projection.columns {
            let isEventName = column.field == "event"
            let isPage = column.field == "page" && schema.mapping.page != nil && !schema.format.isAccessLog
            let paths = isEventName ? [] : schema.resolve(column.field)
            columns.append(
                ColumnPlan(
                    kind: column.kind, places: paths.map { place($0) }, isPage: isPage, isEventName: isEventName))
        }
    }

    private mutating func place(_ path: String) -> Int {
        if let index = paths.firstIndex(of: path) { return index }
        paths.append(path)
        return paths.count - 1
    }
}
