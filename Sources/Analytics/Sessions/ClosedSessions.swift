/// Sessions behind their person's latest one that late events may still reach: lists from the latest backwards.
struct ClosedSessions {
    struct Node {
        var session: Session
        /// Place of the session before it, less 1: 0 for none.
        var next: Int32
    }

    private var nodes: [Node] = []
    private var free: [Int32] = []

    /// Sessions kept.
    var count: Int { nodes.count - free.count }

    var memoryBytes: Int { nodes.capacity * MemoryLayout<Node>.stride + free.capacity * 4 }

    subscript(place: Int32) -> Node {
        get { nodes[Int(place) - 1] }
        set { nodes[Int(place) - 1] = newValue }
    }

    /// Keeps a session in front of the list that begins at `next`; returns where that begins now.
    mutating func push(_ session: Session, before next: Int32) -> Int32 {
        let node = Node(session: session, next: next)
        if let place = free.popLast() {
            nodes[Int(place) - 1] = node
            return place
        }
        nodes.append(node)
        return Int32(nodes.count)
    }

    mutating func release(_ place: Int32) { free.append(place) }

    /// Gives the memory back where none is kept.
    mutating func trim() {
        guard count == 0 else { return }
        nodes = []
        free = []
    }
}

extension ClosedSessions {
    func save(to writer: inout StateWriter) {
        writer.write(nodes.map(\.session))
        writer.write(nodes.map(\.next))
        writer.write(free)
    }

    /// - Parameters:
    ///   - lists: where the lists begin.
    ///   - check: told of every session that is in one.
    mutating func restore(
        from reader: inout StateReader, lists: [Int32], _ check: (Session) throws(StateError) -> Void
    ) throws(StateError) {
        let sessions = try reader.readArray(of: Session.self, limit: StateLimits.units)
        let next = try reader.readArray(of: Int32.self, limit: StateLimits.units)
        try StateReader.require(sessions.count == next.count, "sessions are missing")
        nodes = zip(sessions, next).map(Node.init)
        free = try reader.readArray(of: Int32.self, limit: nodes.count)
        // Every place is in one list, or free.
        var isUsed = Array(repeating: false, count: nodes.count + 1)
        func use(_ place: Int32) throws(StateError) {
            try StateReader.require(
                place > 0 && place <= nodes.count && !isUsed[Int(place)], "a session is two persons'")
            isUsed[Int(place)] = true
        }
        for place in free { try use(place) }
        for first in lists {
            var place = first
            while place != 0 {
                try use(place)
                try check(self[place].session)
                place = self[place].next
            }
        }
        try StateReader.require(!isUsed.dropFirst().contains(false), "a session is nobody's")
    }
}
