/// What events say of ids.
extension IdentityGraph {
    /// An event says that an id is that of a known user.
    func markKnown(_ id: Int) {
        guard !nodes[id].isKnown else { return }
        nodes[id].isKnown = true
        let root = clusterRoot(of: id)
        if nodes[root].cluster >= 0 { clusters[Int(nodes[root].cluster)].knownCount += 1 }
        let person = person(of: id)
        if nodes[person].holdsKnown {
            // Two known users in one person: some link must be refused after all.
            wait(root)
        } else {
            nodes[person].holdsKnown = true
        }
    }

    /// An event has two ids.
    ///
    /// - Complexity: O(1) for a pair seen before and not earlier; otherwise O(log n) amortised, beside `decide`.
    func link(_ one: Int, _ other: Int, at time: Int64, isAlias: Bool) {
        guard one != other else { return }
        let latest = Int(nodes[one].latestLink)
        if latest >= 0, isPair(links[latest], one, other), links[latest].time <= time,
            links[latest].isAlias || !isAlias
        {
            return
        }
        let pair = UInt64(min(one, other)) << 32 | UInt64(max(one, other))
        if let known = linkOfPair[pair] {
            nodes[one].latestLink = known
            renew(Int(known), at: time, isAlias: isAlias)
        } else {
            add(pair, one, other, at: time, isAlias: isAlias)
        }
    }

    private func isPair(_ link: Link, _ one: Int, _ other: Int) -> Bool {
        Int(link.one) == one && Int(link.other) == other || Int(link.one) == other && Int(link.other) == one
    }

    /// A pair is seen again: perhaps earlier than before, perhaps declared now.
    private func renew(_ index: Int, at time: Int64, isAlias: Bool) {
        if isAlias, !links[index].isAlias {
            links[index].isAlias = true
            if links[index].isRefused { refusedAliases += 1 }
        }
        guard time < links[index].time else { return }
        links[index].time = time
        let root = clusterRoot(of: Int(links[index].one))
        // Where at most one id is known nothing is refused, in any order.
        if clusters[Int(nodes[root].cluster)].knownCount > 1 { wait(root) }
    }

    private func add(_ pair: UInt64, _ one: Int, _ other: Int, at time: Int64, isAlias: Bool) {
        let root = uniteClusters(one, other)
        let slot = Int(nodes[root].cluster)
        let isLatest = time > clusters[slot].newest
        clusters[slot].newest = max(clusters[slot].newest, time)
        guard links.count < IdentityGraph.linkLimit else {
            clusters[slot].isClosed = true
            if !isRefused(one, other) { joinPersons(one, other) }
            return
        }
        let index = Int32(links.count)
        links.append(Link(one: Int32(one), other: Int32(other), next: -1, isAlias: isAlias, time: time))
        linkOfPair[pair] = index
        nodes[one].latestLink = index
        if clusters[slot].lastLink >= 0 {
            links[Int(clusters[slot].lastLink)].next = index
        } else {
            clusters[slot].firstLink = index
        }
        clusters[slot].lastLink = index
        clusters[slot].linkCount += 1
        if clusters[slot].isUndecided { return }
        if clusters[slot].knownCount > 1, !isLatest {
            wait(root)
            if clusters[slot].isUndecided { return }
        }
        if isRefused(one, other) {
            links[Int(index)].isRefused = true
            if isAlias { refusedAliases += 1 }
        } else {
            joinPersons(one, other)
        }
    }

    private func isRefused(_ one: Int, _ other: Int) -> Bool {
        let (a, b) = (person(of: one), person(of: other))
        return a != b && nodes[a].holdsKnown && nodes[b].holdsKnown
    }

    private func joinPersons(_ one: Int, _ other: Int) {
        let (a, b) = (person(of: one), person(of: other))
        if a != b { join(a, b) }
    }

    // MARK: Clusters

    func clusterRoot(of id: Int) -> Int {
        var root = id
        while Int(nodes[root].clusterParent) != root {
            let parent = Int(nodes[root].clusterParent)
            nodes[root].clusterParent = nodes[parent].clusterParent
            root = parent
        }
        return root
    }

    /// Decides a cluster anew at the next `decide`, if all of its links are at hand.
    private func wait(_ root: Int) {
        let slot = Int(nodes[root].cluster)
        guard slot >= 0, !clusters[slot].isUndecided else { return }
        guard !clusters[slot].isClosed, clusters[slot].linkCount <= IdentityGraph.clusterLimit else {
            undecided += 1
            return
        }
        clusters[slot].isUndecided = true
        undecidedRoots.insert(Int32(root))
    }

    /// Makes the clusters of two ids one and returns its root.
    private func uniteClusters(_ one: Int, _ other: Int) -> Int {
        let (a, b) = (clusterRoot(of: one), clusterRoot(of: other))
        if a == b { return a }
        func size(_ root: Int) -> Int32 {
            nodes[root].cluster < 0 ? 0 : clusters[Int(nodes[root].cluster)].linkCount
        }
        let (root, leaf) = size(a) >= size(b) ? (a, b) : (b, a)
        nodes[leaf].clusterParent = Int32(root)
        if nodes[root].cluster < 0 { nodes[root].cluster = openCluster(isKnown: nodes[root].isKnown) }
        let slot = Int(nodes[root].cluster)
        guard nodes[leaf].cluster >= 0 else {
            if nodes[leaf].isKnown { clusters[slot].knownCount += 1 }
            return root
        }
        let taken = clusters[Int(nodes[leaf].cluster)]
        freeClusters.append(nodes[leaf].cluster)
        nodes[leaf].cluster = -1
        if taken.isUndecided { undecidedRoots.remove(Int32(leaf)) }
        if taken.firstLink >= 0 {
            if clusters[slot].lastLink >= 0 {
                links[Int(clusters[slot].lastLink)].next = taken.firstLink
            } else {
                clusters[slot].firstLink = taken.firstLink
            }
            clusters[slot].lastLink = taken.lastLink
        }
        clusters[slot].linkCount += taken.linkCount
        clusters[slot].knownCount += taken.knownCount
        clusters[slot].newest = max(clusters[slot].newest, taken.newest)
        if taken.isClosed { clusters[slot].isClosed = true }
        if taken.isUndecided { wait(root) }
        return root
    }

    private func openCluster(isKnown: Bool) -> Int32 {
        var cluster = Cluster()
        cluster.knownCount = isKnown ? 1 : 0
        if let free = freeClusters.popLast() {
            clusters[Int(free)] = cluster
            return free
        }
        clusters.append(cluster)
        return Int32(clusters.count - 1)
    }
}
