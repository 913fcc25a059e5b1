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
