import Analytics
import Decoding

/// The beginning of some data, decoded as ever, with all of its fields.
struct SampleDecoding {
    /// More fields than that are not looked into.
    static let mostFields = 200
    private static let page = 0
    private static let revenue = 1

    let schema: InputSchema
    /// The fields whose columns stand behind those of page and revenue, in this order.
    let fields: [String]
    private(set) var batch: EventBatch

    init(_ sample: SampleBytes, schema: InputSchema, fields: [String]) {
        self.schema = schema
        // Such a name would give the column of the field that plays the part.
        let parts: [String: String?] = [
            "time": schema.mapping.time, "user": schema.mapping.user, "anonymous": schema.mapping.anonymous,
            "session": schema.mapping.session, "event": schema.mapping.event, "page": schema.mapping.page,
            "id": schema.mapping.id, "revenue": schema.mapping.revenue,
        ]
        self.fields = fields.filter { path in
            guard let part = parts[path] else { return true }
            return part == nil || part == path
        }.prefix(SampleDecoding.mostFields).map { $0 }
        var projection = Projection(columns: [
            Projection.Column("page", .symbol), Projection.Column("revenue", .number),
        ])
        let lacksExamples = Set(schema.fields.filter(\.examples.isEmpty).map(\.path))
        for field in self.fields {
            // Texts only where none are known: a hash is enough to count values.
            projection.columns.append(Projection.Column(field, lacksExamples.contains(field) ? .symbol : .key))
        }
        let decoder = DecoderFactory.makeDecoder(schema: schema, projection: projection, number: 0)
        batch = EventBatch(decoder: 0, projection: projection)
        let header = min(schema.headerLength, sample.bytes.count)
        var bytes = Array(sample.bytes[header...])
        // The last line of a file may have no end.
        if sample.isWhole, bytes.last != 0x0A { bytes.append(0x0A) }
        let count = bytes.count
        bytes.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        bytes.withUnsafeBytes { all in
            let text = UnsafeRawBufferPointer(rebasing: all[..<count])
            let whole = sample.isWhole ? count : decoder.completeLength(of: text)
            decoder.decode(UnsafeRawBufferPointer(rebasing: text[..<whole]), into: &batch)
        }
    }

    /// The person of each event: ids that the sample ties together are one.
    var people: [UInt64] {
        guard let identity = batch.identity, identity.others.count == batch.users.count else { return batch.users }
        var known: [UInt64: UInt64] = [:]
        for (row, other) in identity.others.enumerated() where other != 0 {
            // The first tie counts: a device that several people use later stays with the first.
            if known[other] == nil, other != batch.users[row] { known[other] = batch.users[row] }
        }
        return batch.users.map { user in
            var user = user
            // Ties of ties, a few deep: circles end.
            for _ in 0..<4 { user = known[user] ?? user }
            return user
        }
    }

    /// What the funnel search looks at.
    func sample(_ people: [UInt64]) -> EventSample {
        let events = texts(batch.events, batch.newEventNames)
        let pages: (places: [Int?], texts: [String]) =
            if case .symbols(let symbols) = batch.columns[SampleDecoding.page] {
                texts(symbols, batch.newTexts[SampleDecoding.page])
            } else {
                ([], [])
            }
        let revenue: [Double] =
            if case .numbers(let numbers) = batch.columns[SampleDecoding.revenue] { numbers } else { [] }
        var sample = EventSample(names: events.texts, pages: pages.texts)
        sample.hasTimes = schema.mapping.time != nil
        for row in batch.times.indices {
            guard let event = events.places[row] else { continue }
            sample.rows.append(
                EventSample.Row(
                    user: people[row], time: batch.times[row], event: event,
                    page: pages.places.isEmpty ? nil : pages.places[row],
                    hasRevenue: revenue.isEmpty ? false : revenue[row] > 0))
        }
        return sample
    }

    /// Places in a list of all different texts; nil for none.
    func texts(_ symbols: [Symbol], _ known: [String]) -> (places: [Int?], texts: [String]) {
        var texts = known
        var transient: [String: Int] = [:]
        let places = symbols.map { symbol -> Int? in
            if symbol == .none { return nil }
            guard symbol.isTransient else { return Int(symbol.id) - 1 }
            let text = batch.transientTexts[Int(symbol.id & ~Symbol.transientBit)]
            if let place = transient[text] { return place }
            transient[text] = texts.count
            texts.append(text)
            return texts.count - 1
        }
        return (places, texts)
    }

    /// One number for each row that tells the values of a field apart; 0 for none. And up to three of the values.
    func values(ofFieldAt index: Int) -> (keys: [UInt64], examples: [String]) {
        let column = index + 2
        switch batch.columns[column] {
        case .keys(let keys): return (keys, [])
        case .symbols(let symbols):
            return (symbols.map { UInt64($0.id) }, Array(batch.newTexts[column].prefix(3)))
        case .numbers: return ([], [])
        }
    }
}
