/// A shop with visitors, simulated event by event: the same seed gives the same bytes on every machine.
///
/// It keeps no clock: the owner asks for events and paces them by `DemoEvent.timeMicroseconds`.
package struct DemoShop: Sendable {
    package static let funnel =
        "checkout: product_viewed > added_to_cart > checkout_started > purchased within 30m"
    package static let breakdowns = ["device", "country", "channel"]
    /// Fields that carry variants, as `--experiment` takes them; the third crosses the others. Every event carries both
    /// fields. Within an hour and a half at 20 to 40 events a second B is usually called, and `free_shipping` is not.
    package static let experiments = ["checkout_cta", "free_shipping", "checkout_cta * free_shipping"]
    /// The control of each of `experiments`.
    package static let controls = ["A", "off", "A * off"]

    /// Average number of events of one visit; measured, a test holds it to that.
    private static let eventsPerSession = 3.07

    /// Microseconds since 1970 from which on the checkout fails on mobile devices; nil is never.
    package var breaksAt: Int64?
    /// Events so far.
    package private(set) var count = 0

    private let seed: UInt64
    private let userCount: Int
    private let idSpace: Int
    /// Microseconds between two visits, averaged over a day.
    private let meanPause: Int64
    private var random: DemoRandom
    private var nextArrival: Int64
    private var sessions: [DemoSession] = []
    private var freeSlots: [Int] = []
    private var queue = DemoQueue()
    private var sessionCount = 0
    /// Users who have come so far; all of them from `userCount` on.
    private var newcomers = 0

    /// - Parameters:
    ///   - users: How many different users there can be, 1 to 1,000,000,000; clamped.
    ///   - start: Microseconds since 1970 at which the shop opens, empty: the rate is reached within some minutes.
    ///   - rate: Events per second of event time, averaged over a day; 0.001 to 1,000,000, clamped.
    ///   - breaksAt: See the property.
    package init(seed: UInt64, users: Int, start: Int64, rate: Double = 20, breaksAt: Int64? = nil) {
        self.seed = DemoRandom.mix(seed &+ 0x51_7C_C1B7_2722_0A95)
        userCount = min(max(1, users), 1_000_000_000)
        var space = 1_000_000
        while space < userCount { space *= 10 }
        idSpace = space
        let bounded = rate > 0 ? min(max(rate, 0.001), 1_000_000) : 20
        meanPause = max(1, Int64(1_000_000 * DemoShop.eventsPerSession / bounded))
        self.breaksAt = breaksAt
        random = DemoRandom(seed: self.seed)
        nextArrival = start
    }

    /// The next event in time; the shop never closes.
    package mutating func next() -> DemoEvent {
        while true {
            if let first = queue.first, first.time < nextArrival { return emit(first) }
            admit()
        }
    }

    /// Appends the lines of the next `count` events.
    package mutating func appendLines(_ count: Int, to bytes: inout [UInt8]) {
        for _ in 0..<max(0, count) { next().append(to: &bytes) }
    }

    private mutating func emit(_ entry: DemoQueue.Entry) -> DemoEvent {
        let event = describe(sessions[entry.slot], at: entry.time)
        if let following = sessions[entry.slot].advance(after: entry.time, breaksAt: breaksAt) {
            queue.replaceFirst(with: DemoQueue.Entry(time: following, slot: entry.slot))
        } else {
            queue.removeFirst()
            freeSlots.append(entry.slot)
        }
        return event
    }

    private mutating func describe(_ session: DemoSession, at time: Int64) -> DemoEvent {
        count += 1
        let person = session.person
        var hasNewRelease = false
        if let breaksAt, time >= breaksAt { hasNewRelease = person.device == .mobile }
        return DemoEvent(
            timeMicroseconds: time, name: session.upcoming,
            // 7,919 is coprime to every power of ten: unlike indices give unlike ids that do not look counted.
            user: (session.userIndex * 7919 + 13_007) % idSpace,
            device: person.device, country: person.country, channel: person.channel,
            isInVariantB: person.isInVariantB, hasFreeShipping: person.hasFreeShipping, hasNewRelease: hasNewRelease,
            session: session.number,
            sequence: count, seedMark: UInt32(truncatingIfNeeded: seed % 100_000), page: session.page,
            product: session.goods, quantity: session.upcoming == .purchased ? session.quantity : 0)
    }

    /// Lets the next visitor in and sets the time of the one after.
    private mutating func admit() {
        sessionCount += 1
        let session = DemoSession(number: sessionCount, userIndex: visitor(), seed: seed)
        // The slot breaks ties of time; sessions of one slot never overlap, so the order is well defined.
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
            sessions[slot] = session
        } else {
            slot = sessions.count
            sessions.append(session)
        }
        queue.insert(DemoQueue.Entry(time: nextArrival / 1000 * 1000, slot: slot))
        let pause = random.exponential(mean: meanPause)
        nextArrival += max(1, pause * 100 / Int64(DemoShop.rhythm(at: nextArrival)))
    }

    /// Two of three visits are a user's first, until all have come; the others return.
    private mutating func visitor() -> Int {
        let isReturning = newcomers > 0 && random.below(3) == 0
        if isReturning { return random.below(min(newcomers, userCount)) }
        newcomers += 1
        return (newcomers - 1) % userCount
    }

    /// Visits at this time of the day in percent of the average: 80 at 07:00, 120 at 19:00, straight lines between.
    private static func rhythm(at time: Int64) -> Int {
        let day: Int64 = 86_400_000_000
        let sinceTrough = ((time - 25_200_000_000) % day + day) % day
        let fromTrough = min(sinceTrough, day - sinceTrough)
        return 80 + Int(fromTrough * 40 / (day / 2))
    }
}
