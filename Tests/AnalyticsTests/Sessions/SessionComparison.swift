import Analytics
import Expressions

/// What a snapshot says of sessions, traffic and signals that the reference does not.
struct SessionComparison {
    private(set) var differences: [String] = []
    private let reference: ReferenceSessions
    private let snapshot: Snapshot

    init(
        _ reference: ReferenceSessions, _ snapshot: Snapshot, conversion: (ReferenceEvent) -> Bool = { _ in false }
    ) {
        self.reference = reference
        self.snapshot = snapshot
        expectSummary(reference.summary(), snapshot.traffic.sessions)
        expectTraffic()
        let events = reference.sessions.flatMap(\.events)
        for (name, named) in Dictionary(grouping: events, by: \.event) {
            let found = snapshot.eventCounts.first { $0.name == name }
            expect("users of \(name)", Set(named.map(\.user)).count, found?.users ?? -1)
        }
        let now = events.map(\.time).max() ?? 0
        for signal in snapshot.signals {
            expectSignal(reference.signal(signal.definition, conversion: conversion, now: now), signal)
        }
        expectTrends()
    }

    private mutating func expect<Value: Equatable>(_ name: String, _ right: Value, _ found: Value) {
        if right != found { differences.append("\(name): reference \(right), engine \(found)") }
    }

    private mutating func expectClose(_ name: String, _ right: Double?, _ found: Double?) {
        if let right, let found, abs(right - found) <= 1e-9 * max(1, abs(right)) { return }
        expect(name, right, found)
    }

    mutating func expectSummary(_ right: SessionSummary, _ found: SessionSummary, _ name: String = "sessions") {
        expect("\(name) count", right.count, found.count)
        expectClose("\(name) length", right.averageSeconds, found.averageSeconds)
        expectClose("\(name) events", right.eventsPerSession, found.eventsPerSession)
        expectClose("\(name) pages", right.pagesPerSession, found.pagesPerSession)
        expectClose("\(name) bounces", right.bounceRate, found.bounceRate)
        expect("\(name) median is known", found.count > 0, found.medianSeconds != nil)
    }

    private mutating func expectTraffic() {
        let events = reference.sessions.flatMap(\.events)
        expect("pages", Set(events.compactMap { $0.value("page") }), Set(snapshot.traffic.pages.map(\.page)))
        for page in snapshot.traffic.pages {
            var bare = page
            expect("trend of \(page.page)", page.events, page.trend.reduce(0, +))
            bare.trend = []
            expect("page \(page.page)", reference.page(page.page), bare)
        }
        for share in snapshot.traffic.channels {
            var bare = share
            expect("trend of \(share.name)", share.events, share.trend.reduce(0, +))
            bare.trend = []
            expect("channel \(share.name)", reference.channel(share.name), bare)
        }
        for share in snapshot.traffic.categories {
            var bare = share
            bare.trend = []
            expect("category \(share.name)", reference.category(share.name), bare)
        }
    }

    private mutating func expectSignal(_ right: SignalSnapshot, _ found: SignalSnapshot) {
        let name = found.definition.name
        expect("\(name) users", right.users, found.users)
        expect("\(name) events", right.events, found.events)
        expectClose("\(name) rate", right.rate, found.rate)
        expectClose("\(name) session rate", right.sessionRate, found.sessionRate)
        expectClose("\(name) revenue", right.revenuePerUser, found.revenuePerUser)
        expect("\(name) conversions with", right.conversionsWith, found.conversionsWith)
        expect("\(name) conversions without", right.conversionsWithout, found.conversionsWithout)
        expectClose("\(name) lift", right.lift, found.lift)
        expect("\(name) trend", right.events, found.trend.reduce(0) { $0 + $1.events })
    }

    private mutating func expectTrends() {
        let length = snapshot.traffic.bucket.microseconds
        for bucket in snapshot.traffic.trend {
            let times = bucket.start.microseconds..<bucket.start.microseconds + length
            let events = reference.sessions.flatMap(\.events).count { times.contains($0.time) }
            expect("events from \(bucket.start)", events, bucket.events)
            expect(
                "sessions from \(bucket.start)", reference.sessions.count { times.contains($0.start) }, bucket.sessions)
        }
    }
}
