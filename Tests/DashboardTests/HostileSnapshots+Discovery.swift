import Analytics
import Expressions

extension HostileSnapshots {
    mutating func alternative() -> StepAlternative {
        StepAlternative(maybe(4) ? .anything : maybe() ? .event(text()) : .page("/" + text()))
    }

    mutating func named() -> NamedCount { NamedCount(name: text(), count: count(), users: maybe() ? nil : count()) }

    mutating func profile() -> DataProfile {
        var profile = DataProfile(
            source: text(), format: text(), certainty: double(), reasons: list(upTo: 4) { $0.text() })
        profile.alternatives = list(upTo: 4) { .init(format: $0.text(), certainty: $0.double()) }
        profile.rows = count()
        profile.isPartial = maybe()
        profile.fields = list(upTo: 60) { make in
            DataProfile.Field(
                path: make.text(), kind: make.text(), count: make.count(), distinct: make.count(),
                isBounded: make.maybe(), examples: make.list(upTo: 3) { $0.text() },
                role: make.maybe() ? nil : DataProfile.Role.allCases.randomElement(using: &make.numbers))
        }
        profile.events = list(upTo: 60) { $0.named() }
        profile.pages = list(upTo: 60) { make in
            var page = make.named()
            if make.maybe() { page.name = "/" + page.name }
            return page
        }
        profile.users = count()
        profile.first = maybe() ? nil : time()
        profile.last = maybe() ? nil : time()
        profile.isInLineOrder = maybe(4)
        if maybe() {
            var definition = FunnelDefinition(
                name: text(),
                steps: list(upTo: 40) { make in
                    StepDefinition(name: make.text(), alternatives: make.list(upTo: 3) { $0.alternative() })
                })
            definition.window = maybe() ? nil : TimeSpan(microseconds: time().microseconds)
            profile.suggestion = SuggestedFunnel(
                definition: definition, reason: text(), counts: list(upTo: 40) { $0.count() })
        }
        return profile
    }

    mutating func bucket() -> TrafficBucket { TrafficBucket(start: time(), events: count(), sessions: count()) }

    mutating func signal() -> SignalSnapshot {
        let place: SignalDefinition.Place = maybe() ? .page(PagePattern(.glob(text()))) : .action(alternative())
        let span = TimeSpan(microseconds: time().microseconds)
        let kinds: [SignalDefinition.Kind] = [
            .destination(PagePattern(.regularExpression(text()), includesQuery: maybe())), .action(alternative()),
            .sessionLength(atLeast: span), .dwell(on: place, atLeast: span), .pagesPerSession(atLeast: count()),
            .carried(by: alternative(), field: text(), unit: span, atLeast: span),
        ]
        let kind = kinds.randomElement(using: &numbers) ?? .sessionLength(atLeast: span)
        var signal = SignalSnapshot(
            SignalDefinition(name: text(), role: maybe() ? .milestone : .secondary, kind: kind))
        signal.users = count()
        signal.events = count()
        signal.rate = maybe(3) ? nil : double()
        signal.sessionRate = maybe(3) ? nil : double()
        signal.trend = list(upTo: 90) { $0.bucket() }
        signal.revenuePerUser = maybe(3) ? nil : double()
        signal.lift = maybe(3) ? nil : double()
        let ends = (double(), double())
        if ends.0 <= ends.1, maybe() { signal.liftRange = ends.0...ends.1 }
        signal.conversionsWith = count()
        signal.conversionsWithout = count()
        return signal
    }

    mutating func traffic() -> TrafficSnapshot {
        var traffic = TrafficSnapshot()
        traffic.sessions.count = count()
        traffic.sessions.averageSeconds = maybe(3) ? nil : double()
        traffic.sessions.medianSeconds = maybe(3) ? nil : double()
        traffic.sessions.eventsPerSession = maybe(3) ? nil : double()
        traffic.sessions.pagesPerSession = maybe(3) ? nil : double()
        traffic.sessions.bounceRate = maybe(3) ? nil : double()
        traffic.pages = list(upTo: 60) { make in
            var page = PageSnapshot(page: make.text())
            page.events = make.count()
            page.users = make.count()
            page.isApproximate = make.maybe()
            page.entries = make.count()
            page.exits = make.count()
            page.bounceRate = make.maybe(3) ? nil : make.double()
            page.trend = make.list(upTo: 60) { $0.count() }
            return page
        }
        traffic.otherPages = count()
        traffic.channels = list(upTo: 30) { $0.share() }
        traffic.categories = list(upTo: 30) { $0.share() }
        traffic.trend = list(upTo: 200) { $0.bucket() }
        traffic.bucket = TimeSpan(microseconds: time().microseconds)
        return traffic
    }

    mutating func share() -> TrafficShare {
        var share = TrafficShare(name: text())
        share.events = count()
        share.sessions = count()
        share.users = count()
        share.isApproximate = maybe()
        share.bounceRate = maybe(3) ? nil : double()
        share.trend = list(upTo: 60) { $0.count() }
        return share
    }

    mutating func identity() -> IdentitySnapshot {
        var identity = IdentitySnapshot()
        identity.stitched = count()
        identity.refusedAliases = count()
        identity.approximate = maybe() ? 0 : count()
        return identity
    }
}
