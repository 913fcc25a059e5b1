/// Persons as bytes, and back.
extension IdentityGraph {
    func save(to writer: inout StateWriter) {
        writer.write(nodes.map(\.saved))
        writer.write(links.map(\.saved))
        writer.write(links.map(\.time))
        writer.write(clusters.map(\.saved))
        writer.write(clusters.map(\.newest))
        writer.write(freeClusters)
        writer.write(changed.sorted())
        writer.write(parted.sorted())
        for count in [personCount, stitched, refusedAliases, undecided, joins, partings] { writer.write(count) }
    }

    /// - Parameter users: ids there are.
    /// - Complexity: O(ids and links).
    convenience init(from reader: inout StateReader, users: Int) throws(StateError) {
        self.init()
        nodes = try reader.readArray(of: SIMD8<Int32>.self, limit: users).map(Node.init)
        let ends = try reader.readArray(of: SIMD4<Int32>.self, limit: IdentityGraph.linkLimit)
        let times = try reader.readArray(of: Int64.self, limit: IdentityGraph.linkLimit)
        let facts = try reader.readArray(of: SIMD8<Int32>.self, limit: users)
        let newest = try reader.readArray(of: Int64.self, limit: users)
        try StateReader.require(
            ends.count == times.count && facts.count == newest.count, "what ties ids together is incomplete")
        links = zip(ends, times).map(Link.init)
        clusters = zip(facts, newest).map(Cluster.init)
        freeClusters = try reader.readArray(of: Int32.self, limit: clusters.count)
        changed = Set(try reader.readIndices(below: nodes.count))
        parted = Set(try reader.readIndices(below: nodes.count))
        personCount = try reader.readTally()
        stitched = try reader.readTally()
        refusedAliases = try reader.readTally()
        undecided = try reader.readTally()
        joins = try reader.readTally()
        partings = try reader.readTally()
        try check()
        linkOfPair.reserveCapacity(links.count)
        for (index, link) in links.enumerated() { linkOfPair[IdentityGraph.pair(link.one, link.other)] = Int32(index) }
        for (id, node) in nodes.enumerated() where node.cluster >= 0 && clusters[Int(node.cluster)].isUndecided {
            undecidedRoots.insert(Int32(id))
        }
    }

    private static func pair(_ one: Int32, _ other: Int32) -> UInt64 {
        UInt64(min(one, other)) << 32 | UInt64(max(one, other))
    }

    // MARK: Whether it can be true

    /// Every way along nodes and links must come to an end, and inside of them.
    private func check() throws(StateError) {
        let ids = 0..<Int32(nodes.count)
        for node in nodes {
            try StateReader.require(
                ids.contains(node.person) && ids.contains(node.nextMember) && ids.contains(node.clusterParent)
                    && node.cluster >= -1 && node.cluster < clusters.count && node.latestLink >= -1
                    && node.latestLink < links.count, "an id leads nowhere")
        }
        for link in links {
            try StateReader.require(
                ids.contains(link.one) && ids.contains(link.other) && link.one != link.other && link.next >= -1
                    && link.next < links.count, "a tie of two ids leads nowhere")
        }
        try checkPersons()
        let roots = try clusterRoots()
        try checkClusters(roots)
        try checkTies(roots)
    }

    /// The members of each person are one ring, and everybody is in one.
    private func checkPersons() throws(StateError) {
        var isMember = Array(repeating: false, count: nodes.count)
        for id in nodes.indices where Int(nodes[id].person) == id {
            var (count, seen): (Int32, Int32) = (0, 0)
            var next = id
            repeat {
                let node = nodes[next]
                try StateReader.require(!isMember[next] && Int(node.person) == id, "an id is of two persons")
                isMember[next] = true
                count += 1
                if node.isSeen { seen += 1 }
                next = Int(node.nextMember)
            } while next != id
            try StateReader.require(
                nodes[id].memberCount == count && nodes[id].seenCount == seen, "the ids of a person are miscounted")
        }
        try StateReader.require(!isMember.contains(false), "an id is nobody's")
    }

    /// By id: the root of its cluster.
    private func clusterRoots() throws(StateError) -> [Int32] {
        var roots = Array(repeating: Int32(-1), count: nodes.count)
        var path: [Int] = []
        for id in nodes.indices {
            path.removeAll(keepingCapacity: true)
            var next = id
            while roots[next] == -1, Int(nodes[next].clusterParent) != next {
                path.append(next)
                // Marks the way, so that a circle is noticed.
                roots[next] = -2
                next = Int(nodes[next].clusterParent)
            }
            try StateReader.require(roots[next] != -2, "ids hang together in a circle")
            let root = roots[next] == -1 ? Int32(next) : roots[next]
            roots[next] = root
            for passed in path { roots[passed] = root }
        }
        return roots
    }

    /// The links of each cluster are a list of their own, between ids of that cluster.
    private func checkClusters(_ roots: [Int32]) throws(StateError) {
        var isUsed = Array(repeating: false, count: clusters.count)
        var isLinked = Array(repeating: false, count: links.count)
        for slot in freeClusters {
            try StateReader.require(
                slot >= 0 && slot < clusters.count && !isUsed[Int(slot)], "a free cluster is none")
            isUsed[Int(slot)] = true
        }
        for id in nodes.indices where nodes[id].cluster >= 0 {
            let slot = Int(nodes[id].cluster)
            try StateReader.require(Int(roots[id]) == id && !isUsed[slot], "two clusters are one")
            isUsed[slot] = true
            let cluster = clusters[slot]
            var count: Int32 = 0
            var (last, next): (Int32, Int32) = (-1, cluster.firstLink)
            while next >= 0 {
                try StateReader.require(next < links.count && !isLinked[Int(next)], "two clusters share a tie")
                isLinked[Int(next)] = true
                let link = links[Int(next)]
                try StateReader.require(
                    Int(roots[Int(link.one)]) == id && Int(roots[Int(link.other)]) == id,
                    "a tie leads out of its cluster")
                count += 1
                (last, next) = (next, link.next)
            }
            try StateReader.require(
                cluster.lastLink == last && cluster.linkCount == count && cluster.knownCount >= 0
                    && cluster.knownCount <= nodes.count && !(cluster.isUndecided && cluster.isClosed),
                "the ties of a cluster are miscounted")
        }
        try StateReader.require(!isUsed.contains(false) && !isLinked.contains(false), "a tie is in no cluster")
    }

    /// Whoever has several ids has them from one cluster, which can give all of them new persons.
    private func checkTies(_ roots: [Int32]) throws(StateError) {
        var isTied = Array(repeating: false, count: nodes.count)
        for link in links {
            isTied[Int(link.one)] = true
            isTied[Int(link.other)] = true
        }
        for (id, node) in nodes.enumerated() where nodes[Int(node.person)].memberCount > 1 {
            let slot = Int(nodes[Int(roots[id])].cluster)
            try StateReader.require(
                roots[id] == roots[Int(node.person)] && slot >= 0 && (clusters[slot].isClosed || isTied[id]),
                "an id is of a person it is not tied to")
        }
    }
}

// Without gaps: what lies between fields would make equal states differ.

extension IdentityGraph.Node {
    fileprivate var saved: SIMD8<Int32> {
        SIMD8(
            person, nextMember, clusterParent, cluster, latestLink, memberCount, seenCount,
            (isKnown ? 1 : 0) | (isSeen ? 2 : 0) | (holdsKnown ? 4 : 0))
    }

    fileprivate init(_ saved: SIMD8<Int32>) {
        self.init(
            person: saved[0], nextMember: saved[1], clusterParent: saved[2], cluster: saved[3], latestLink: saved[4],
            memberCount: saved[5], seenCount: saved[6], isKnown: saved[7] & 1 != 0, isSeen: saved[7] & 2 != 0,
            holdsKnown: saved[7] & 4 != 0)
    }
}

extension IdentityGraph.Link {
    fileprivate var saved: SIMD4<Int32> { SIMD4(one, other, next, (isAlias ? 1 : 0) | (isRefused ? 2 : 0)) }

    fileprivate init(_ saved: SIMD4<Int32>, _ time: Int64) {
        self.init(
            one: saved[0], other: saved[1], next: saved[2], isAlias: saved[3] & 1 != 0, isRefused: saved[3] & 2 != 0,
            time: time)
    }
}

extension IdentityGraph.Cluster {
    fileprivate var saved: SIMD8<Int32> {
        SIMD8(firstLink, lastLink, linkCount, knownCount, (isUndecided ? 1 : 0) | (isClosed ? 2 : 0), 0, 0, 0)
    }

    fileprivate init(_ saved: SIMD8<Int32>, _ newest: Int64) {
        self.init(
            firstLink: saved[0], lastLink: saved[1], linkCount: saved[2], knownCount: saved[3], newest: newest,
            isUndecided: saved[4] & 1 != 0, isClosed: saved[4] & 2 != 0)
    }
}
