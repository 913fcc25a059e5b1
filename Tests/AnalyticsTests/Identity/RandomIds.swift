import SeededNumbers

/// Gives the users of a stream devices that they share, logins, logouts and aliases.
struct RandomIds {
    private var random: SeededGenerator
    private let devices: [String]
    private let people: [String]
    private var homes: [String: String] = [:]

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed &* 7919 &+ 13)
        people = Array(["ann", "bob", "cid"].prefix(random.pick([1, 2, 2, 3, 3])))
        devices = (0..<random.pick([1, 2, 2, 3, 5])).map { "device \($0)" }
    }

    mutating func applied(to events: [ReferenceEvent]) -> [ReferenceEvent] {
        events.map { event in
            var event = event
            give(&event)
            return event
        }
    }

    private mutating func give(_ event: inout ReferenceEvent) {
        event.properties["session"] = random.chance(80) ? random.pick(["s1", "s2", "s3"]) : nil
        let person = random.pick(people)
        let home = homes[person] ?? random.pick(devices)
        homes[person] = home
        let device = random.chance(50) ? home : random.pick(devices)
        switch Int.random(in: 0..<100, using: &random) {
        case ..<40: event.user = device
        case ..<48:
            event.user = person
            event.isKnown = random.chance(85)
        case ..<85:
            (event.user, event.other) = (person, device)
            event.isKnown = random.chance(85)
        case ..<90:
            (event.user, event.other, event.isAlias) = (person, random.pick(people), true)
            event.isKnown = random.chance(85)
        case ..<96:
            (event.user, event.other, event.isAlias) = (device, random.pick(devices), true)
        default:
            (event.user, event.other, event.isAlias) = (device, random.pick(people), random.chance(60))
        }
    }
}
