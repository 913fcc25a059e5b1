extension EventBatch {
    /// Keeps the first `row` events and returns the rest as a batch of its own, to be added after this one.
    ///
    /// Texts seen first stay here, since they are learnt in order; the tally stays here too.
    package mutating func split(at row: Int) -> EventBatch {
        var rest = self
        rest.newEventNames = []
        rest.newTexts = newTexts.map { _ in [] }
        rest.tally = InputTally()
        rest.times.removeFirst(row)
        rest.users.removeFirst(row)
        rest.events.removeFirst(row)
        rest.recent = recent.filter { $0.row >= row }.map { event in
            var event = event
            event.row -= row
            return event
        }
        recent.removeAll { $0.row >= row }
        times.removeLast(times.count - row)
        users.removeLast(users.count - row)
        events.removeLast(events.count - row)
        for index in columns.indices {
            switch columns[index] {
            case .symbols(let values):
                columns[index] = .symbols(Array(values[..<row]))
                rest.columns[index] = .symbols(Array(values[row...]))
            case .numbers(let values):
                columns[index] = .numbers(Array(values[..<row]))
                rest.columns[index] = .numbers(Array(values[row...]))
            case .keys(let values):
                columns[index] = .keys(Array(values[..<row]))
                rest.columns[index] = .keys(Array(values[row...]))
            }
        }
        return rest
    }
}
