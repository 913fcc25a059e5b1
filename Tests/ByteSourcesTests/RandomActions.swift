import Glibc

/// Seeds that nobody has tried, for as many minutes as `FUNNELTOP_SOAK` says; with `FUNNELTOP_SEED`, that seed alone.
struct SoakSeeds: Sequence, IteratorProtocol {
    static var areWanted: Bool { getenv("FUNNELTOP_SOAK") != nil }

    private let end: ContinuousClock.Instant
    private let given: UInt64?
    private var seed: UInt64
    private var isFirst = true

    init() {
        let minutes = getenv("FUNNELTOP_SOAK").flatMap { Int(String(cString: $0)) } ?? 1
        let now = ContinuousClock.now
        end = now + .seconds(60 * minutes)
        given = getenv("FUNNELTOP_SEED").flatMap { UInt64(String(cString: $0)) }
        var random = SystemRandomNumberGenerator()
        seed = random.next()
    }

    mutating func next() -> UInt64? {
        defer { isFirst = false }
        if let given { return isFirst ? given : nil }
        guard ContinuousClock.now < end else { return nil }
        seed &+= 1
        return seed
    }
}

/// Leaves out actions one by one as long as the run still fails.
func shrink<Action>(_ actions: [Action], while fails: ([Action]) -> Bool) -> [Action] {
    var shrunk = actions
    var index = 0
    while index < shrunk.count {
        var fewer = shrunk
        fewer.remove(at: index)
        if fails(fewer) { shrunk = fewer } else { index += 1 }
    }
    return shrunk
}
