/// Ids that belong to one person.
extension AnalyticsState {
    /// Learns what a batch says of ids, and nothing else of it, before the input is read for its numbers: then nobody is
    /// joined or parted while it is counted, and nothing has to be kept for that. For inputs that can be read twice.
    ///
    /// Batches may come in any order. Call `settleIdentity()` when all have come, and before `add`.
    package mutating func learnIdentity(_ batch: EventBatch) {
        guard stitches, let identity = batch.identity else { return }
        let graph = people ?? IdentityGraph()
        people = graph
        note(batch, identity, 0..<batch.times.count, graph)
        keepWithinMemory(batch.times.count)
    }

    /// All that there is to know of ids has been learnt (`learnIdentity`).
    package mutating func settleIdentity() {
        guard let people else { return }
        people.decide(users)
        _ = people.takeChange()
        knowsIdentity = true
    }

    /// Learns what another has learnt of ids, before the first event: the input is read on for other definitions.
    package mutating func learnIdentity(of other: borrowing AnalyticsState) {
        guard stitches, let theirs = other.people else { return }
        let graph = people ?? engage()
        let indices = theirs.nodes.indices.map { users.index(of: other.users.hash(at: $0)) }
        graph.ensure(count: users.count)
        for (id, node) in theirs.nodes.enumerated() where node.isKnown { graph.markKnown(indices[id]) }
        for link in theirs.links {
            graph.link(indices[Int(link.one)], indices[Int(link.other)], at: link.time, isAlias: link.isAlias)
        }
        graph.decide(users)
        _ = graph.takeChange()
    }

    /// The hashes of all ids of the person to whom an id belongs as far as is known now; the id alone where none is.
    ///
    /// - Complexity: O(ids of the person).
    package func idsOfPerson(with id: UInt64) -> [UInt64] {
        guard let people, let index = users.find(id), index < people.nodes.count else { return [id] }
        return people.members(of: people.person(of: index)).map { users.hash(at: $0) }
    }

    /// Learns what rows say of ids, and moves what earlier rows brought to the persons it now belongs to.
    mutating func learn(_ batch: EventBatch, _ rows: Range<Int>) {
        guard stitches, !knowsIdentity, let identity = batch.identity else { return }
        let graph = people ?? engage()
        note(batch, identity, rows, graph)
        graph.decide(users)
        if let change = graph.takeChange() { regroup(change, graph) }
    }

    private mutating func note(
        _ batch: EventBatch, _ identity: IdentityColumns, _ rows: Range<Int>, _ graph: IdentityGraph
    ) {
        for row in rows {
            let other = identity.others[row]
            let facts = identity.facts[row]
            guard other != 0 || facts.contains(.isKnown) else { continue }
            if takesNoNewUsers, users.find(batch.users[row]) == nil || other != 0 && users.find(other) == nil {
                continue
            }
            let one = users.index(of: batch.users[row])
            let second = other == 0 ? one : users.index(of: other)
            graph.ensure(count: users.count)
            if facts.contains(.isKnown) { graph.markKnown(one) }
            graph.link(one, second, at: batch.times[row], isAlias: facts.contains(.isAlias))
        }
    }

    /// From now on ids belong to persons. Every id so far has been one.
    private mutating func engage() -> IdentityGraph {
        let graph = IdentityGraph()
        graph.ensure(count: users.count)
        for id in 0..<users.count { graph.see(id) }
        let limit = keptEventLimit / max(1, machines.joined().count)
        for box in machines.joined() { box.machine.engage(graph, keptLimit: limit) }
        for box in experiments.joined() { box.machine.engage(graph) }
        people = graph
        return graph
    }

    /// The one place where the machines are told that persons were joined or parted.
    private mutating func regroup(_ change: PersonChange, _ graph: IdentityGraph) {
        var inexact: Set<Int> = []
        for box in machines.joined() { inexact.formUnion(box.machine.regroup(change, graph)) }
        for box in experiments.joined() { inexact.formUnion(box.machine.regroup(change, graph)) }
        for merge in change.merges(graph) { mergeSessions(merge.source, into: merge.target) }
        // Sessions that were put together are not taken apart again.
        inexact.formUnion(change.parted)
        approximatePersons += inexact.count
    }

    /// The persons of ids; -1 stays what it is.
    func persons(of ids: [Int32]) -> [Int32] {
        guard let people else { return ids }
        people.ensure(count: users.count)
        return ids.map { id in
            guard id >= 0 else { return id }
            people.see(Int(id))
            return Int32(people.person(of: Int(id)))
        }
    }

    func identitySnapshot(_ people: IdentityGraph) -> IdentitySnapshot {
        var snapshot = IdentitySnapshot()
        snapshot.stitched = people.stitched
        snapshot.refusedAliases = people.refusedAliases
        snapshot.approximate = approximatePersons + people.undecided
        return snapshot
    }
}
