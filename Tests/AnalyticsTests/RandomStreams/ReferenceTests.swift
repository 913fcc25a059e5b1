import Analytics
import Expressions
import Testing

/// The reference against methods that share no code with it.
struct ReferenceTests {
    @Test(arguments: [
        OptionRow.plain, .overlappingSteps, .noWindow, .strictOrder, .strictOrderOverlapping, .anyOrder,
        .anyOrderOverlapping, .entryFirst, .stepWindow, .bothWindows, .reuse, .tiesStrict, .tiesArrivalOverlapping,
        .grace, .dropExcluded, .filters, .holding, .firstTime,
    ])
    func `listing chains step by step finds what trying every tuple finds`(row: OptionRow) {
        for seed in 0..<UInt64(150) {
            let stream = RandomStream(row, seed: seed, isShuffled: true)
            let events = Array(stream.events.prefix(6))
            for (key, unit) in ReferenceUnit.units(
                of: stream.definition, events: events, sessionGap: .seconds(1800))
            {
                let chains = unit.allChains()
                let product = ChainProduct(unit: unit)
                for level in chains.indices {
                    let latest = chains[level].map { unit.start($0) }.max()
                    #expect(
                        latest == product.latestStart(level: level + 1),
                        "seed \(seed), level \(level + 1) of \(key): \(stream.definition) \(events)")
                }
            }
        }
    }

    @Test(arguments: [
        OptionRow.plain, .overlappingSteps, .reuse, .stepWindow, .dropExcluded, .removeExcluded, .optional,
        .repeatsStop, .anyOrder, .total, .totalExcluding,
    ])
    func `case 38: with ties any the order of arrival within one time does not matter`(row: OptionRow) {
        for seed in 0..<UInt64(100) {
            let stream = RandomStream(row, seed: seed, isShuffled: true)
            var turned = stream.events
            for index in turned.indices { turned[index].arrival = -index }
            let (one, other) = (
                ReferenceFunnel(stream.definition).answer(stream.events),
                ReferenceFunnel(stream.definition).answer(turned)
            )
            let text = "seed \(seed): \(DefinitionText(definition: stream.definition)) \(stream.events)"
            #expect(one.counts == other.counts, Comment(rawValue: text))
            #expect(one.starts == other.starts, Comment(rawValue: text))
            if row != .anyOrder { #expect(one.fromFirst == other.fromFirst, Comment(rawValue: text)) }
            #expect(one.open == other.open && one.lost == other.lost, Comment(rawValue: text))
            if ![.total, .totalExcluding, .repeatsStop].contains(row) {
                #expect(one.revenue == other.revenue, Comment(rawValue: text))
            }
        }
    }

    /// The method of SPEC §3 in its own words, for streams without ties.
    @Test func `one latest start per level is enough`() {
        for seed in 0..<UInt64(300) {
            var stream = RandomStream(.overlappingSteps, seed: seed, isShuffled: false)
            for index in stream.events.indices { stream.events[index].time = Int64(index + 1) * 1_000_000 }
            for (_, unit) in ReferenceUnit.units(
                of: stream.definition, events: stream.events, sessionGap: .seconds(1800))
            {
                var latest: [Int64?] = Array(repeating: nil, count: stream.definition.steps.count)
                for (index, event) in unit.events.enumerated() {
                    for step in unit.fills[index].sorted(by: >) {
                        if step == 0 {
                            latest[0] = event.time
                        } else if let start = latest[step - 1],
                            event.time - start <= stream.definition.window?.microseconds ?? 0
                        {
                            latest[step] = max(latest[step] ?? .min, start)
                        }
                    }
                }
                #expect(unit.allChains().map { $0.map { unit.start($0) }.max() } == latest, "seed \(seed)")
            }
        }
    }
}
