/// Deciding clusters anew, from all of their links.
extension IdentityGraph {
    /// Brings the persons up to all that events have said.
    ///
    /// - Parameter ids: the table whose indices the nodes are.
    /// - Complexity: O(n log n) in the links of the clusters that wait.
    func decide(_ ids: borrowing UnitTable) {
        guard !undecidedRoots.isEmpty else { return }
        for root in undecidedRoots.sorted() {
            let slot = Int(nodes[Int(root)].cluster)
            guard clusters[slot].isUndecided else { continue }
            clusters[slot].isUndecided = false
            decideCluster(from: clusters[slot].firstLink, ids)
        }
        undecidedRoots.removeAll(keepingCapacity: true)
    }

    private func decideCluster(from first: Int32, _ ids: borrowing UnitTable) {
        var order: [(link: Int, time: Int64, low: UInt64, high: UInt64)] = []
        var next = first
        while next >= 0 {
            let link = links[Int(next)]
            let (one, other) = (ids.hash(at: Int(link.one)), ids.hash(at: Int(link.other)))
            order.append((Int(next), link.time, min(one, other), max(one, other)))
            next = link.next
        }
        order.sort { ($0.time, $0.low, $0.high) < ($1.time, $1.low, $1.high) }
        var pieces = IdentityPieces()
        for entry in order {
            let link = links[entry.link]
            let one = pieces.place(of: Int(link.one), isKnown: nodes[Int(link.one)].isKnown)
            let other = pieces.place(of: Int(link.other), isKnown: nodes[Int(link.other)].isKnown)
            let isRefused = !pieces.unite(one, other)
            if isRefused != link.isRefused {
                links[entry.link].isRefused = isRefused
                if link.isAlias { refusedAliases += isRefused ? 1 : -1 }
            }
        }
        replacePersons(by: pieces.groups().map { withPersonFirst($0) })
    }

    /// Of the ids of a person to be, the one that shall stand for him comes first: the one that stands for most of them
    /// already, so that little has to move.
    private func withPersonFirst(_ group: [Int]) -> [Int] {
        var standing: [Int: (seen: Int, all: Int)] = [:]
        for id in group {
            let person = person(of: id)
            standing[person, default: (0, 0)].all += 1
            if nodes[id].isSeen { standing[person, default: (0, 0)].seen += 1 }
        }
        let best = group.enumerated().max { a, b in
            let (one, other) = (standing[a.element] ?? (0, 0), standing[b.element] ?? (0, 0))
            return (one.seen, one.all, b.element) < (other.seen, other.all, a.element)
        }
        guard let best else { return group }
        var group = group
        group.swapAt(0, best.offset)
        return group
    }
}

/// Ids of one cluster while it is decided: which are together so far.
struct IdentityPieces {
    private var ids: [Int] = []
    private var placeOfID: [Int: Int] = [:]
    private var parents: [Int] = []
    private var holdsKnown: [Bool] = []

    mutating func place(of id: Int, isKnown: Bool) -> Int {
        if let place = placeOfID[id] { return place }
        placeOfID[id] = ids.count
        ids.append(id)
        parents.append(parents.count)
        holdsKnown.append(isKnown)
        return ids.count - 1
    }

    /// - Returns: false where both hold a known id, and stay apart.
    mutating func unite(_ one: Int, _ other: Int) -> Bool {
        let (a, b) = (root(of: one), root(of: other))
        guard a != b else { return true }
        if holdsKnown[a], holdsKnown[b] { return false }
        parents[b] = a
        holdsKnown[a] = holdsKnown[a] || holdsKnown[b]
        return true
    }

    private mutating func root(of place: Int) -> Int {
        var root = place
        while parents[root] != root {
            parents[root] = parents[parents[root]]
            root = parents[root]
        }
        return root
    }

    mutating func groups() -> [[Int]] {
        var groups: [[Int]] = Array(repeating: [], count: ids.count)
        for place in ids.indices { groups[root(of: place)].append(ids[place]) }
        return groups.filter { !$0.isEmpty }
    }
}
