/// Rows of several batches as one batch.
extension TranslatedBatch {
    /// - Parameters:
    ///   - runs: of batches of one projection; their rows follow each other in this order.
    ///   - tables: the engine's own, as they are now.
    /// - Complexity: O(rows × columns).
    init(gathering runs: [RowRun], tables: [TextTable]) {
        let gathering = RowGathering(runs)
        let columns = runs.first?.batch.batch.batch.columns ?? []
        var batch = EventBatch(
            decoder: 0, columns: columns.indices.map { gathering.column($0, like: columns[$0]) })
        batch.times = gathering.values(or: 0) { $0.batch.times }
        batch.users = gathering.values(or: 0) { $0.batch.users }
        if gathering.has({ !$0.batch.ids.isEmpty }) { batch.ids = gathering.values(or: 0) { $0.batch.ids } }
        if gathering.has({ !$0.batch.localTimes.isEmpty }) {
            batch.localTimes = gathering.values(or: false) { $0.batch.localTimes }
        }
        if gathering.has({ $0.batch.identity != nil }) {
            var identity = IdentityColumns()
            identity.others = gathering.values(or: 0) { $0.batch.identity?.others ?? [] }
            identity.facts = gathering.values(or: []) { $0.batch.identity?.facts ?? [] }
            batch.identity = identity
        }
        batch.recent = gathering.recent
        let events = gathering.symbols(&batch.transientTexts) { $0.events }
        let texts = columns.indices.map { column in
            gathering.symbols(&batch.transientTexts) { $0.textIDs(column: column) }
        }
        self.init(batch, events: events, texts: texts, tables: tables)
    }
}

/// Which rows of which batches come to stand where.
private struct RowGathering {
    private struct Part {
        let batch: PreparedBatch
        /// Rows of the batch, and where the first of them comes to stand.
        var runs: [(rows: Range<Int>, place: Int)] = []
    }

    /// One for each batch: its arrays are looked up once for all its rows.
    private var parts: [Part] = []
    private let count: Int

    init(_ runs: [RowRun]) {
        var numbers: [ObjectIdentifier: Int] = [:]
        var place = 0
        for run in runs {
            let number = numbers[ObjectIdentifier(run.batch)] ?? parts.count
            if number == parts.count {
                numbers[ObjectIdentifier(run.batch)] = number
                parts.append(Part(batch: run.batch))
            }
            parts[number].runs.append((run.rows, place))
            place += run.rows.count
        }
        count = place
    }

    func has(_ property: (borrowing TranslatedBatch) -> Bool) -> Bool { parts.contains { property($0.batch.batch) } }

    /// The values of all rows.
    ///
    /// - Parameters:
    ///   - filler: for rows that the array of their batch does not reach.
    ///   - array: by row.
    func values<Value>(or filler: Value, _ array: (borrowing TranslatedBatch) -> [Value]) -> [Value] {
        [Value](unsafeUninitializedCapacity: count) { target, initialized in
            for part in parts {
                array(part.batch.batch).withUnsafeBufferPointer { values in
                    for run in part.runs {
                        var place = run.place
                        for row in run.rows {
                            target.initializeElement(at: place, to: row < values.count ? values[row] : filler)
                            place += 1
                        }
                    }
                }
            }
            initialized = count
        }
    }

    /// Ids of texts; those that only a batch knows are numbered anew behind `transients`, and their texts added.
    func symbols(
        _ transients: inout [String], _ array: (borrowing TranslatedBatch) -> [UInt32]
    ) -> [UInt32] {
        var symbols = values(or: 0, array)
        guard symbols.contains(where: { $0 & Symbol.transientBit != 0 }) else { return symbols }
        for part in parts {
            for run in part.runs {
                for place in run.place..<run.place + run.rows.count {
                    let id = symbols[place]
                    guard id & Symbol.transientBit != 0 else { continue }
                    symbols[place] = Symbol.transientBit | UInt32(transients.count)
                    transients.append(part.batch.batch.transientText(id))
                }
            }
        }
        return symbols
    }

    /// A column of the batches; texts are gathered as ids.
    func column(_ column: Int, like kind: EventBatch.Column) -> EventBatch.Column {
        switch kind {
        case .symbols: .symbols([])
        case .numbers:
            .numbers(
                values(or: .nan) { if case .numbers(let values) = $0.batch.columns[column] { values } else { [] } })
        case .keys:
            .keys(values(or: 0) { if case .keys(let values) = $0.batch.columns[column] { values } else { [] } })
        }
    }

    var recent: [RecentEvent] {
        var recent: [RecentEvent] = []
        for part in parts {
            var runs = part.runs[...]
            for index in part.batch.recent.indices {
                let row = part.batch.recent[index].row
                runs = runs.drop { $0.rows.upperBound <= row }
                guard let run = runs.first else { break }
                guard run.rows.contains(row) else { continue }
                recent.append(part.batch.recent[index])
                recent[recent.count - 1].row = run.place + row - run.rows.lowerBound
            }
        }
        return recent.sorted { $0.row < $1.row }
    }
}
