@testable import Analytics
import Expressions
import Testing

/// Bounds of what is kept of the traffic.
struct TrafficLimitTests {
    private static func user(_ index: Int) -> UserCounts.User {
        UserCounts.User(index: index, hash: hash(index))
    }

    private static func hash(_ index: Int) -> UInt64 { UInt64(index) &* 0x9E37_79B9_7F4A_7C15 | 1 }

    @Test func `pages beyond the bound stand together and none is lost`() throws {
        var driver = try EngineDriver(AnalyticsConfiguration(funnels: []))
        driver.add(
            (0..<2500).map {
                ReferenceEvent(
                    user: "u\($0 % 7)", event: "view", time: Int64($0) * 1_000_000, arrival: $0,
                    properties: ["page": "/\($0)"])
            })
        let traffic = driver.snapshot().traffic
        #expect(traffic.pages.count == 200)
        #expect(traffic.otherPages == 2300)
        #expect(traffic.sessions.pagesPerSession == 2500.0 / 7)
    }

    @Test func `users are exact while few and close when many`() {
        var users = UserCounts()
        users.open()
        users.open()
        for user in 0..<64 { users.add(Self.user(user), to: 0, 1, hashOf: Self.hash) }
        for user in 0..<64 { users.add(Self.user(user), to: 0, 1, hashOf: Self.hash) }
        #expect(users.count(0) { $0 }.users == 64)
        #expect(!users.count(0) { $0 }.isApproximate)
        #expect(users.count(0) { $0 / 2 }.users == 32)
        for user in 0..<50_000 { users.add(Self.user(user), to: 1, 1, hashOf: Self.hash) }
        let found = users.count(1) { $0 }
        #expect(found.isApproximate)
        #expect(abs(found.users - 50_000) < 5000, "\(found.users)")
        users.add(Self.user(3), to: 0, -1, hashOf: Self.hash)
        #expect(users.count(0) { $0 }.users == 64)
        users.add(Self.user(3), to: 0, -1, hashOf: Self.hash)
        #expect(users.count(0) { $0 }.users == 63)
    }

    @Test func `a grid that is outgrown keeps every count`() {
        var series = TrafficSeries()
        let row = series.open()
        let times = (0..<400).map { Int64($0 * $0) * 37_000_000 - 5_000_000_000 }
        for time in times { series.add(row, series.slot(of: time), 1) }
        let values = series.values(row)
        #expect(values.count <= TrafficSeries.bucketCount)
        for (start, value) in zip(series.starts, values) {
            let bucket = start.microseconds..<start.microseconds + series.length
            #expect(times.count { bucket.contains($0) } == value)
        }
    }

    @Test func `half octaves hold the lengths they say`() {
        for bin in 1..<LengthBins.count - 1 {
            let from = Int64(LengthBins.start(bin) + 1) * 1_000_000
            guard Double(from) / 1e6 < LengthBins.start(bin + 1) else { continue }
            #expect(LengthBins.bin(from) == bin)
        }
        #expect(LengthBins.bin(0) == 0)
        #expect(LengthBins.bin(999_999) == 0)
        #expect(LengthBins.bin(.max / 4) == LengthBins.count - 1)
    }
}
