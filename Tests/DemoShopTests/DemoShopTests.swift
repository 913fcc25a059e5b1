import Testing

@testable import DemoShop

/// 2026-11-21T12:00:00Z
private let noon: Int64 = 1_795_262_400_000_000

@Suite struct DemoShopTests {
    @Test func `gives the same bytes for the same seed and others for another`() {
        func bytes(seed: UInt64) -> [UInt8] {
            var shop = DemoShop(seed: seed, users: 5000, start: noon)
            var bytes: [UInt8] = []
            shop.appendLines(10_000, to: &bytes)
            return bytes
        }
        let first = bytes(seed: 7)
        #expect(first == bytes(seed: 7))
        #expect(first != bytes(seed: 8))
        #expect(fnv(first) == 1_988_895_173_989_981_891)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `gives events in time order with increasing message numbers`(seed: UInt64) {
        var shop = DemoShop(seed: seed, users: 300, start: noon, rate: 200)
        let events = (0..<8000).map { _ in shop.next() }
        #expect(events.map(\.timeMicroseconds) == events.map(\.timeMicroseconds).sorted(), "seed \(seed)")
        #expect(events.allSatisfy { $0.timeMicroseconds >= noon && $0.timeMicroseconds % 1000 == 0 })
        #expect(events.map(\.sequence) == Array(1...8000))
        #expect(shop.count == 8000)
    }

    @Test func `writes the time, the ids and the properties of an event`() {
        let event = DemoEvent(
            timeMicroseconds: noon + 61_007_000, name: .purchased, user: 42, device: .mobile, country: .de,
            channel: .ads, isInVariantB: true, hasFreeShipping: false, hasNewRelease: true, session: 9, sequence: 12,
            seedMark: 77, page: .checkout, product: DemoProduct(number: 3), quantity: 2)
        let cents = DemoProduct(number: 3).priceInCents
        #expect(
            event.line == """
                {"ts":"2026-11-21T12:01:01.007Z","user_id":"u000042","event":"purchased","session_id":"s0000009",\
                "message_id":"m00077-000000012","properties":{"page":"/checkout","country":"DE","device":"mobile",\
                "channel":"ads","product_id":"p003","price":\(money(cents)),"quantity":2,"revenue":\(money(cents * 2)),\
                "experiment":{"checkout_cta":"B","free_shipping":"off"},"app_version":"5.2.0"}}
                """)
    }

    @Test func `writes every line as one JSON object`() {
        var shop = DemoShop(seed: 11, users: 1000, start: noon, breaksAt: noon + 60_000_000)
        var bytes: [UInt8] = []
        shop.appendLines(3000, to: &bytes)
        let lines = bytes.split(separator: UInt8(ascii: "\n"))
        #expect(lines.count == 3000)
        for line in lines {
            var checker = JSONChecker(bytes: Array(line))
            let isObject = checker.isObject()
            #expect(isObject, "\(String(decoding: line, as: UTF8.self))")
        }
    }

    @Test func `carries revenue on purchases and nowhere else`() {
        var shop = DemoShop(seed: 5, users: 1000, start: noon)
        for _ in 0..<5000 {
            let event = shop.next()
            #expect(event.line.contains("\"revenue\":") == (event.name == .purchased))
        }
    }

    @Test func `knows no more users than it was given, and all of them come back`() {
        var shop = DemoShop(seed: 3, users: 200, start: noon, rate: 50)
        var sessions: [Int: Set<Int>] = [:]
        for _ in 0..<20_000 {
            let event = shop.next()
            sessions[event.user, default: []].insert(event.session)
        }
        #expect(sessions.count == 200)
        #expect(sessions.values.allSatisfy { $0.count > 1 })
    }

    @Test(arguments: [0.5, 40.0])
    func `keeps the rate over a day`(rate: Double) {
        // One day at the low rate; at the high one an hour around 13:00, when the rhythm stands at its average.
        let length: Int64 = rate < 10 ? 86_400_000_000 : 3_600_000_000
        let start = noon + 3_600_000_000 - length / 2
        var shop = DemoShop(seed: 21, users: 100_000, start: start, rate: rate)
        while shop.next().timeMicroseconds < start + length {}
        let measured = Double(shop.count) / Double(length) * 1_000_000
        #expect(abs(measured / rate - 1) < 0.05, "measured \(measured) for \(rate)")
    }

    @Test func `finishes most purchases within eight minutes`() {
        var shop = DemoShop(seed: 2, users: 100_000, start: noon, rate: 50)
        var firstView: [Int: Int64] = [:]
        var seconds: [Int64] = []
        for _ in 0..<30_000 {
            let event = shop.next()
            if event.name == .productViewed, firstView[event.session] == nil {
                firstView[event.session] = event.timeMicroseconds
            }
            if event.name == .purchased, let view = firstView[event.session] {
                seconds.append((event.timeMicroseconds - view) / 1_000_000)
            }
        }
        seconds.sort()
        #expect(seconds.count > 500)
        #expect((60...480).contains(seconds[seconds.count / 10]))
        #expect((120...360).contains(seconds[seconds.count / 2]))
        #expect((120...480).contains(seconds[seconds.count * 9 / 10]))
    }

    @Test func `breaks the checkout of mobile devices alone, within two minutes`() {
        let breaksAt = noon + 900_000_000
        func checkouts(breaking: Bool) -> [DemoDevice: (carts: Int, checkouts: Int, errors: Int)] {
            var shop = DemoShop(
                seed: 9, users: 50_000, start: noon, rate: 20, breaksAt: breaking ? breaksAt : nil)
            var counts: [DemoDevice: (carts: Int, checkouts: Int, errors: Int)] = [:]
            while true {
                let event = shop.next()
                if event.timeMicroseconds >= breaksAt + 120_000_000 { return counts }
                guard event.timeMicroseconds >= breaksAt else { continue }
                if event.name == .addedToCart { counts[event.device, default: (0, 0, 0)].carts += 1 }
                if event.name == .checkoutStarted { counts[event.device, default: (0, 0, 0)].checkouts += 1 }
                if event.name == .checkoutError { counts[event.device, default: (0, 0, 0)].errors += 1 }
            }
        }
        let whole = checkouts(breaking: false)
        let broken = checkouts(breaking: true)
        #expect(whole.values.allSatisfy { $0.errors == 0 })
        let mobileBefore = whole[.mobile, default: (0, 0, 0)]
        let mobileAfter = broken[.mobile, default: (0, 0, 0)]
        #expect(mobileBefore.checkouts > 40)
        #expect(mobileAfter.checkouts * 5 < mobileBefore.checkouts)
        #expect(mobileAfter.errors > mobileBefore.checkouts / 2)
        #expect(mobileAfter.carts == mobileBefore.carts)
        #expect(broken[.desktop, default: (0, 0, 0)] == whole[.desktop, default: (0, 0, 0)])
        #expect(broken[.tablet, default: (0, 0, 0)] == whole[.tablet, default: (0, 0, 0)])
    }

    @Test func `converts unlike groups unlike`() {
        var shop = DemoShop(seed: 4, users: 1_000_000, start: noon, rate: 200)
        var carts = (a: 0, b: 0)
        var checkouts = (a: 0, b: 0)
        var views: [DemoChannel: Int] = [:]
        var added: [DemoChannel: Int] = [:]
        for _ in 0..<60_000 {
            let event = shop.next()
            switch event.name {
            case .productViewed: views[event.channel, default: 0] += 1
            case .addedToCart:
                added[event.channel, default: 0] += 1
                if event.isInVariantB { carts.b += 1 } else { carts.a += 1 }
            case .checkoutStarted: if event.isInVariantB { checkouts.b += 1 } else { checkouts.a += 1 }
            case .pageViewed, .searchPerformed, .purchased, .checkoutError: break
            }
        }
        #expect(checkouts.b * carts.a > checkouts.a * carts.b)
        func share(_ channel: DemoChannel) -> Double {
            Double(added[channel, default: 0]) / Double(max(1, views[channel, default: 0]))
        }
        #expect(share(.newsletter) > share(.organic) * 1.2)
        #expect(share(.organic) > share(.social) * 1.2)
    }

    @Test(arguments: [0, -1, .nan, .infinity, 1e-300])
    func `takes any rate and any number of users`(rate: Double) {
        for users in [.min, 0, 1, .max] {
            var shop = DemoShop(seed: 1, users: users, start: noon, rate: rate)
            #expect(shop.next().timeMicroseconds == noon)
            for _ in 0..<100 { _ = shop.next() }
            #expect(shop.count == 101)
        }
    }

    @Test func `draws exponential lengths of the mean it was asked for`() {
        var random = DemoRandom(seed: 1)
        let lengths = (0..<20_000).map { _ in random.exponential(mean: 1000) }
        let mean = Double(lengths.reduce(0, +)) / 20_000
        #expect(abs(mean - 1000) < 30)
        // P(X > mean) = 1/e
        #expect(abs(Double(lengths.count { $0 > 1000 }) / 20_000 - 0.3679) < 0.012)
    }
}

private func money(_ cents: Int) -> String { "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)" }

/// FNV-1a of 64 bits.
private func fnv(_ bytes: [UInt8]) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
}
