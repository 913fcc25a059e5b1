import Expressions
import SeededNumbers
import Testing

@testable import Analytics

/// Rows of several batches count the same whether they are put together before or added run by run.
struct GatheringTests {
    private static let streams = max(4, RandomComparisonTests.streams / 20)

    /// The batches of several decoders, and the order in which their rows stood in one stream.
    private struct Deal {
        var batches: [EventBatch] = []
        var runs: [(batch: Int, rows: Range<Int>)] = []

        init(_ events: ArraySlice<ReferenceEvent>, _ encoders: inout [BatchEncoder], _ random: inout SeededGenerator) {
            var hands: [[ReferenceEvent]] = encoders.map { _ in [] }
            for event in events {
                let place = Int.random(in: hands.indices, using: &random)
                let row = hands[place].count
                hands[place].append(event)
                if runs.last?.batch == place {
                    runs[runs.count - 1].rows = runs[runs.count - 1].rows.lowerBound..<row + 1
                } else {
                    runs.append((place, row..<row + 1))
                }
            }
            for place in hands.indices {
                var batch = encoders[place].batch(hands[place])
                batch.decoder = place
                batch.recent = hands[place].enumerated().map { row, event in
                    RecentEvent(
                        row: row, time: Timestamp(microseconds: event.time), user: event.user, event: event.event,
                        line: "\(event.arrival)")
                }
                batches.append(batch)
            }
        }

        /// Some texts are those of the batch alone, as behind the bound of a decoder's table.
        mutating func makeTransient(_ random: inout SeededGenerator) {
            for index in batches.indices {
                var texts: [String] = []
                func replace(_ symbols: [Symbol], _ name: String) -> [Symbol] {
                    symbols.enumerated().map { row, symbol in
                        guard symbol != .none, random.chance(4) else { return symbol }
                        texts.append("\(name) \(index) \(row)")
                        return Symbol(Symbol.transientBit | UInt32(texts.count - 1))
                    }
                }
                batches[index].events = replace(batches[index].events, "event")
                for column in batches[index].columns.indices {
                    guard case .symbols(let symbols) = batches[index].columns[column] else { continue }
                    batches[index].columns[column] = .symbols(replace(symbols, "text \(column)"))
                }
                batches[index].transientTexts = texts
            }
        }
    }

    @Test(arguments: OptionRow.allCases)
    func `rows that are put together count as they do run by run`(row: OptionRow) throws {
        for seed in 0..<UInt64(Self.streams) {
            var random = SeededGenerator(seed: seed &* 131 &+ 5)
            var stream = SavingScene.stream(row, seed)
            let tiesIds = seed % 2 == 1
            if tiesIds {
                var ids = RandomIds(seed: seed)
                stream.events = ids.applied(to: stream.events)
            }
            let trial = SavingScene.trial(stream.definition, seed)
            if trial.isRefused { continue }
            var apart = try EngineDriver(trial.configuration, tiesIds: tiesIds)
            var together = try EngineDriver(trial.configuration, tiesIds: tiesIds)
            // The second knows of no persons, where the others do.
            var encoders = (0..<3).map {
                BatchEncoder(projection: apart.projection, tiesIds: tiesIds && $0 != 1)
            }
            for start in stride(from: 0, to: stream.events.count, by: 11) {
                var deal = Deal(stream.events[start..<min(start + 11, stream.events.count)], &encoders, &random)
                if seed % 4 > 1 { deal.makeTransient(&random) }
                apart.add(deal.batches, deal.runs, together: false)
                together.add(deal.batches, deal.runs, together: true)
            }
            for request in trial.requests {
                var (right, found) = (apart.snapshot(request), together.snapshot(request))
                // Rows are of the batch an event stood in.
                for index in right.recent.indices { right.recent[index].row = 0 }
                for index in found.recent.indices { found.recent[index].row = 0 }
                #expect(right.recent.map(\.line) == right.recent.map(\.line).sorted { Int($0) ?? 0 < Int($1) ?? 0 })
                #expect(
                    SavingTrial.differences(right, found) == [],
                    "seed \(seed), \(DefinitionText(definition: stream.definition)) \(stream.events)")
            }
        }
    }
}

extension EngineDriver {
    /// Adds rows of several decoders' batches, put together first or run by run.
    mutating func add(_ batches: [EventBatch], _ runs: [(batch: Int, rows: Range<Int>)], together: Bool) {
        let runs = prepared(batches, runs)
        if together { return add(runs) }
        for run in runs { add([run]) }
    }
}
