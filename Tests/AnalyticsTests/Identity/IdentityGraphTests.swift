import SeededNumbers
import Testing

@testable import Analytics

/// Which ids are one person.
struct IdentityGraphTests {
    /// Persons as sets of ids, whatever stands for them.
    private func persons(_ graph: IdentityGraph, _ count: Int) -> Set<Set<Int>> {
        Set((0..<count).map { Set(graph.members(of: graph.person(of: $0))) })
    }

    @Test func `persons are a function of what was said, in any order of arrival`() {
        var partings = 0
        for seed in UInt64(0)..<400 {
            var random = SeededGenerator(seed: seed)
            let names = (0..<random.pick([3, 5, 9])).map { "id \($0)" }
            var events: [ReferenceEvent] = []
            for arrival in 0..<Int.random(in: 2...24, using: &random) {
                var event = ReferenceEvent(
                    user: random.pick(names), event: "a", time: Int64.random(in: 0...12, using: &random),
                    arrival: arrival)
                event.isKnown = random.chance(35)
                if random.chance(75) { event.other = random.pick(names) }
                event.isAlias = event.other != nil && random.chance(40)
                events.append(event)
            }
            var table = UnitTable()
            let graph = IdentityGraph()
            for name in names { _ = table.index(of: BatchEncoder.hash(name)) }
            graph.ensure(count: names.count)
            for (place, event) in events.enumerated() {
                let id = table.index(of: BatchEncoder.hash(event.user))
                if event.isKnown { graph.markKnown(id) }
                if let other = event.other {
                    graph.link(id, table.index(of: BatchEncoder.hash(other)), at: event.time, isAlias: event.isAlias)
                }
                if random.chance(50) { graph.see(id) }
                guard random.chance(60) || place == events.count - 1 else { continue }
                graph.decide(table)
                let reference = ReferenceIdentity(Array(events[...place]))
                var right: [String: Set<Int>] = [:]
                for (index, name) in names.enumerated() {
                    right[reference.persons[name] ?? name, default: []].insert(index)
                }
                #expect(persons(graph, names.count) == Set(right.values), "seed \(seed) \(events[...place])")
                #expect(graph.refusedAliases == reference.refusedAliases, "seed \(seed)")
                #expect(graph.stitched == names.count - right.count, "seed \(seed)")
                let seen = Set((0..<names.count).filter { graph.nodes[$0].isSeen }.map { graph.person(of: $0) })
                #expect(graph.personCount == seen.count, "seed \(seed)")
            }
            partings += graph.partings
        }
        #expect(partings > 20)
    }
}
