/// Rows of several batches as one batch.
extension TranslatedBatch {
    /// - Parameters:
    ///   - runs: of batches of one projection; their rows follow each other in this order.
    ///   - tables: the engine's own, as they are now.
    /// - Complexity: O(rows × columns).
    init(gathering runs: [RowRun], tables: [TextTable]) {
        var transients: [String] = []
        func symbols(_ texts: (borrowing TranslatedBatch) -> [UInt32]) -> [UInt32] {
            var symbols = runs.gathered(texts)
            guard symbols.contains(where: { $0 & Symbol.transientBit != 0 }) else { return symbols }
            var place = 0
            for run in runs {
                for _ in run.rows {
                    let id = symbols[place]
                    if id & Symbol.transientBit != 0 {
                        symbols[place] = Symbol.transientBit | UInt32(transients.count)
                        transients.append(run.batch.batch.transientText(id))
                    }
                    place += 1
                }
            }
            return symbols
        }
        let columns = runs.first?.batch.batch.batch.columns ?? []
        let events = symbols { $0.events }
        let texts = columns.indices.map { column in symbols { $0.textIDs(column: column) } }
        var batch = EventBatch(decoder: 0, columns: columns.indices.map { runs.gathered($0, like: columns[$0]) })
        batch.times = runs.gathered { $0.batch.times }
        batch.users = runs.gathered { $0.batch.users }
        if runs.contains(where: { !$0.batch.batch.batch.ids.isEmpty }) {
            batch.ids = runs.gathered(or: 0) { $0.batch.ids }
        }
        if runs.contains(where: { $0.batch.batch.batch.identity != nil }) {
            var identity = IdentityColumns()
            identity.others = runs.gathered(or: 0) { $0.batch.identity?.others ?? [] }
            identity.facts = runs.gathered(or: []) { $0.batch.identity?.facts ?? [] }
            batch.identity = identity
        }
        batch.transientTexts = transients
        batch.recent = runs.gatheredRecent
        self.init(batch, events: events, texts: texts, tables: tables)
    }
}

extension [RowRun] {
    fileprivate var rowCount: Int { reduce(0) { $0 + $1.rows.count } }

    /// One array of the rows of all runs.
    ///
    /// - Parameters:
    ///   - filler: for rows of batches whose array is empty; without one the result is empty like the first of them.
    ///   - array: by row.
    fileprivate func gathered<Value>(
        or filler: Value? = nil, _ array: (borrowing TranslatedBatch) -> [Value]
    ) -> [Value] {
        var gathered: [Value] = []
        gathered.reserveCapacity(rowCount)
        for run in self {
            let values = array(run.batch.batch)
            if !values.isEmpty {
                gathered.append(contentsOf: values[run.rows])
            } else if let filler {
                gathered.append(contentsOf: repeatElement(filler, count: run.rows.count))
            } else {
                return []
            }
        }
        return gathered
    }

    /// A column of the batches; texts are gathered as ids.
    fileprivate func gathered(_ column: Int, like kind: EventBatch.Column) -> EventBatch.Column {
        switch kind {
        case .symbols: .symbols([])
        case .numbers:
            .numbers(gathered { if case .numbers(let values) = $0.batch.columns[column] { values } else { [] } })
        case .keys: .keys(gathered { if case .keys(let values) = $0.batch.columns[column] { values } else { [] } })
        }
    }

    fileprivate var gatheredRecent: [RecentEvent] {
        var gathered: [RecentEvent] = []
        var place = 0
        for run in self {
            if let first = run.batch.recent.first, first.row < run.rows.upperBound {
                for var event in run.batch.recent where run.rows.contains(event.row) {
                    event.row += place - run.rows.lowerBound
                    gathered.append(event)
                }
            }
            place += run.rows.count
        }
        return gathered
    }
}
