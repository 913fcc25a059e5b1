/// Which ids belong to one person, worked out from the ids that were seen together.
///
/// Ids are nodes. An id is **known** if some event says so, whenever. A **link** is a pair of ids with the earliest event
/// time at which they were seen together, and is an alias if some event declared it. Links are taken in the order of
/// time; of one time in the order of the smaller of their two hashes, then of the larger. Each joins the persons its two
/// ids then belong to, unless both hold a known id: then it is refused. So a person holds at most one known id, a shared
/// device belongs to the first known user it was seen with, and which ids are one person is a function of the set of all
/// events, whatever their order of arrival. Every event that can be read counts here, also one that comes too late for
/// the numbers or that a filter leaves out.
///
/// Links that hang together, refused ones included, are a cluster: nothing outside can change what it says. A link that
/// is the latest of its cluster is decided as it comes, and so is any where at most one id is known. Otherwise the
/// cluster is decided anew from all of its links (`decide`), which may part ids that were one person.
///
/// Bounds: `linkLimit` links in all and `clusterLimit` in one cluster; what comes beyond is decided as it comes, once and
/// for all, and counted where the order would have mattered (`undecided`). 32 bytes an id and about 100 a link.
///
/// A class, because the machines ask it while their owner changes it between batches; one queue owns them all.
final class IdentityGraph {
    static let linkLimit = 1 << 22
    static let clusterLimit = 1 << 14

    struct Link {
        var one: Int32
        var other: Int32
        /// The next link of its cluster; -1 for none.
        var next: Int32
        var isAlias: Bool
        var isRefused = false
        var time: Int64
    }

    struct Node {
        /// The id that stands for the person.
        var person: Int32
        /// The members of a person are a ring.
        var nextMember: Int32
        /// Towards the id at which the cluster is kept.
        var clusterParent: Int32
        /// At the cluster's root: its place in `clusters`; -1 for none.
        var cluster: Int32 = -1
        /// The link of this id, as first of the two, that came last.
        var latestLink: Int32 = -1
        /// At the person's id: members, and those of them that have had events that count.
        var memberCount: Int32 = 1
        var seenCount: Int32 = 0
        var isKnown = false
        var isSeen = false
        /// At the person's id: a member is known.
        var holdsKnown = false
    }

    struct Cluster {
        var firstLink: Int32 = -1
        var lastLink: Int32 = -1
        var linkCount: Int32 = 0
        var knownCount: Int32 = 0
        var newest = Int64.min
        /// Waits for `decide`.
        var isUndecided = false
        /// Some of its links were not kept: it cannot be decided anew.
        var isClosed = false
    }

    var nodes: [Node] = []
    var links: [Link] = []
    /// By pair of ids, the smaller index first.
    var linkOfPair: [UInt64: Int32] = [:]
    var clusters: [Cluster] = []
    var freeClusters: [Int32] = []
    /// Roots of the clusters that wait for `decide`.
    var undecidedRoots: Set<Int32> = []
    /// Persons with events that count whose members have changed since `takeChange`.
    var changed: Set<Int> = []
    /// Those of them that have lost members.
    var parted: Set<Int> = []

    /// Persons with events that count.
    var personCount = 0
    /// Ids beyond the first of each person.
    var stitched = 0
    var refusedAliases = 0
    /// Links that came out of order where nothing could be decided anew.
    var undecided = 0
    /// Persons that were joined, and parted, so far.
    var joins = 0
    var partings = 0

    var memoryBytes: Int {
        nodes.capacity * MemoryLayout<Node>.stride + links.capacity * MemoryLayout<Link>.stride
            + linkOfPair.capacity * 16 + clusters.capacity * MemoryLayout<Cluster>.stride
            + freeClusters.capacity * 4 + (changed.capacity + parted.capacity) * 12 + undecidedRoots.capacity * 6
    }

    /// Makes nodes for ids up to `count`.
    func ensure(count: Int) {
        while nodes.count < count {
            let id = Int32(nodes.count)
            nodes.append(Node(person: id, nextMember: id, clusterParent: id))
        }
    }

    /// The index of the id that stands for the person of an id, one of his.
    @inline(__always)
    func person(of id: Int) -> Int { Int(nodes[id].person) }

    /// All ids of the person that `person` stands for.
    ///
    /// - Complexity: O(ids of the person).
    func members(of person: Int) -> [Int] {
        var members = [person]
        var next = nodes[person].nextMember
        while Int(next) != person {
            members.append(Int(next))
            next = nodes[Int(next)].nextMember
        }
        return members
    }

    /// Notes that an id has had an event that counts.
    @inline(__always)
    func see(_ id: Int) {
        if !nodes[id].isSeen { seeFirst(id) }
    }

    private func seeFirst(_ id: Int) {
        nodes[id].isSeen = true
        let person = Int(nodes[id].person)
        nodes[person].seenCount += 1
        if nodes[person].seenCount == 1 { personCount += 1 }
    }

    // MARK: Persons

    /// Makes two persons one: the one with events, or with more ids, takes in the other.
    func join(_ one: Int, _ other: Int) {
        func size(_ person: Int) -> (Int32, Int32, Int) {
            (min(nodes[person].seenCount, 1), nodes[person].memberCount, -person)
        }
        let (target, source) = size(one) > size(other) ? (one, other) : (other, one)
        joins += 1
        stitched += 1
        if nodes[source].seenCount > 0 {
            personCount -= 1
            changed.insert(source)
            changed.insert(target)
        }
        for member in members(of: source) { nodes[member].person = Int32(target) }
        // Two rings become one where two of their members exchange what comes next.
        let next = nodes[source].nextMember
        nodes[source].nextMember = nodes[target].nextMember
        nodes[target].nextMember = next
        nodes[target].memberCount += nodes[source].memberCount
        nodes[target].seenCount += nodes[source].seenCount
        if nodes[source].holdsKnown { nodes[target].holdsKnown = true }
    }

    /// Replaces the persons of a cluster's ids.
    ///
    /// - Parameter groups: all ids of all persons that have any of them, by new person: the id that stands for him first.
    func replacePersons(by groups: [[Int]]) {
        var homes: [Int: Int] = [:]
        for id in groups.joined() where person(of: id) == id {
            if nodes[id].seenCount > 0 { personCount -= 1 }
            stitched -= Int(nodes[id].memberCount) - 1
        }
        for group in groups {
            let person = group[0]
            for id in group where nodes[id].isSeen {
                let old = self.person(of: id)
                if let home = homes[old], home != person {
                    parted.insert(old)
                    partings += 1
                }
                homes[old] = person
                guard old != person else { continue }
                changed.insert(old)
                changed.insert(person)
            }
        }
        for group in groups { regroup(group) }
    }

    private func regroup(_ group: [Int]) {
        let person = group[0]
        var seenCount: Int32 = 0
        var holdsKnown = false
        for (place, id) in group.enumerated() {
            nodes[id].person = Int32(person)
            nodes[id].nextMember = Int32(group[(place + 1) % group.count])
            if nodes[id].isSeen { seenCount += 1 }
            if nodes[id].isKnown { holdsKnown = true }
        }
        nodes[person].memberCount = Int32(group.count)
        nodes[person].seenCount = seenCount
        nodes[person].holdsKnown = holdsKnown
        stitched += group.count - 1
        if seenCount > 0 { personCount += 1 }
    }

    /// The persons that have changed since this was asked last; nil for none.
    func takeChange() -> PersonChange? {
        guard !changed.isEmpty else { return nil }
        defer {
            changed.removeAll(keepingCapacity: true)
            parted.removeAll(keepingCapacity: true)
        }
        return PersonChange(persons: changed.sorted(), parted: parted)
    }
}
