/// A batch whose symbols are those of the engine's own tables.
struct TranslatedBatch: ~Copyable {
    let batch: EventBatch
    /// Ids of event names by row; those that only the batch knows keep their bit.
    let events: [UInt32]
    /// By column; empty for numbers and keys.
    private let texts: [[UInt32]]
    private let tables: [TextTable]

    init(_ batch: EventBatch, names: TextTable, tables: [TextTable]) {
        self.batch = batch
        self.tables = tables
        events = TranslatedBatch.translate(batch.events, of: batch, by: names)
        texts = zip(batch.columns, tables).map { column, table in
            guard case .symbols(let symbols) = column else { return [] }
            return TranslatedBatch.translate(symbols, of: batch, by: table)
        }
    }

    init(_ batch: EventBatch, events: [UInt32], texts: [[UInt32]], tables: [TextTable]) {
        self.batch = batch
        self.events = events
        self.texts = texts
        self.tables = tables
    }

    private static func translate(_ symbols: [Symbol], of batch: EventBatch, by table: TextTable) -> [UInt32] {
        let ids = table.translation(decoder: batch.decoder)
        return [UInt32](unsafeUninitializedCapacity: symbols.count) { buffer, count in
            for index in symbols.indices {
                let symbol = symbols[index]
                buffer[index] =
                    symbol.isTransient ? id(of: symbol, in: batch, by: table) : ids[Int(symbol.id)]
            }
            count = symbols.count
        }
    }

    /// Which texts a decoder has a number for depends on what it came across first; what they count as must not.
    @inline(never)
    private static func id(of transient: Symbol, in batch: EventBatch, by table: TextTable) -> UInt32 {
        table.known(batch.transientTexts[Int(transient.id & ~Symbol.transientBit)]) ?? transient.id
    }

    var count: Int { batch.times.count }

    /// The row's time is of a place that nobody has named.
    @inline(__always)
    func isLocal(_ row: Int) -> Bool { row < batch.localTimes.count && batch.localTimes[row] }

    @inline(__always)
    func textID(column: Int, row: Int) -> UInt32 { texts[column][row] }

    /// By row; empty for numbers and keys.
    @inline(__always)
    func textIDs(column: Int) -> [UInt32] { texts[column] }

    func text(column: Int, id: UInt32) -> String {
        id & Symbol.transientBit == 0
            ? tables[column].texts[Int(id)] : transientText(id)
    }

    /// The text of an id that only the batch knows.
    func transientText(_ id: UInt32) -> String { batch.transientTexts[Int(id & ~Symbol.transientBit)] }

    func number(column: Int, row: Int) -> Double {
        guard case .numbers(let numbers) = batch.columns[column] else { return .nan }
        return numbers[row]
    }

    func key(column: Int, row: Int) -> UInt64 {
        guard case .keys(let keys) = batch.columns[column] else { return 0 }
        return keys[row]
    }
}
