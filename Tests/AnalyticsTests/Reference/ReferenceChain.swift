/// A valid way to fill steps: which event fills which step, in step order (in time order for `any order`).
struct ReferenceChain: Hashable {
    struct Link: Hashable {
        /// Index into the unit's sorted events.
        var event: Int
        /// 0-based.
        var step: Int
    }

    var links: [Link]

    func adding(_ link: Link) -> ReferenceChain { ReferenceChain(links: links + [link]) }
    var first: Link { links[0] }
    var last: Link { links[links.count - 1] }
    /// Position of the last of its events in (time, arrival): when all of it had happened.
    var completion: Int { links.map(\.event).max() ?? 0 }
}
