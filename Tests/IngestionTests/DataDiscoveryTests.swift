import Analytics
import ByteSources
import Decoding
import Expressions
import Testing

@testable import Ingestion

@Suite struct DataDiscoveryTests {
    /// A shop of 90 users: every third fills a cart, every ninth pays; the variant is his own, the page the event's.
    private static let shop: [String] = (0..<90).flatMap { user -> [(Int, String)] in
        let start = 1_767_225_600 + user * 10
        var events = [(start, "Product Viewed", ""), (start + 5, "page_view", "")]
        if user % 3 == 0 { events.append((start + 60, "Product Added", "")) }
        if user % 3 == 0, user % 6 != 3 { events.append((start + 90, "Checkout Started", "")) }
        if user % 9 == 0, user % 6 != 3 { events.append((start + 120, "Order Completed", ",\"revenue\":12.5")) }
        return events.map { time, name, more in
            (
                time,
                "{\"ts\":\(time),\"user_id\":\"u\(user)\",\"event\":\"\(name)\",\"message_id\":\"m\(time)-\(user)\","
                    + "\"properties\":{\"page\":\"/p/\(user)\",\"device\":\"\(user % 2 == 0 ? "mobile" : "desktop")\","
                    + "\"country\":\"\(["DE", "FR", "US"][user % 3])\",\"experiment\":{\"cta\":\"\(user % 2)\"},"
                    + "\"mood\":\"\(time % 3)\"\(more)}}"
            )
        }
    }.sorted { $0.0 < $1.0 }.map(\.1)

    private func bytes(_ lines: [String]) -> [UInt8] { lines.flatMap { Array($0.utf8) + [0x0A] } }

    private func profile(
        _ lines: [String], isWhole: Bool = true, source: String = "shop.jsonl"
    ) throws -> DataProfile {
        try DataDiscovery.profile(
            of: SampleBytes(bytes: bytes(lines), isWhole: isWhole), source: source, description: InputDescription()
        ).get()
    }

    @Test func `counts events, pages and users`() throws {
        let profile = try profile(Self.shop)
        #expect(profile.format == "jsonl")
        #expect(profile.users == 90 && profile.rows == Self.shop.count && profile.rejected == 0)
        #expect(profile.events.map(\.name).prefix(2) == ["Product Viewed", "page_view"])
        #expect(
            profile.events.first { $0.name == "Order Completed" }
                == NamedCount(name: "Order Completed", count: 5, users: 5))
        #expect(profile.pages.count == 90)
        #expect(profile.first == Timestamp(microseconds: 1_767_225_600_000_000))
        #expect(profile.isSorted && !profile.isPartial && !profile.isInLineOrder)
    }

    @Test func `says what fields hold and what they are taken for`() throws {
        let profile = try profile(Self.shop)
        func field(_ path: String) throws -> DataProfile.Field {
            try #require(profile.fields.first { $0.path == path }, "\(path)")
        }
        let roles: [(String, DataProfile.Role?)] = [
            ("ts", .time), ("user_id", .user), ("event", .event), ("message_id", .id), ("properties.page", .page),
            ("properties.device", .device), ("properties.country", .country), ("properties.experiment.cta", .variant),
            ("properties.revenue", .revenue), ("properties.mood", nil),
        ]
        for (path, role) in roles { #expect(try field(path).role == role, "\(path)") }
        #expect(try field("user_id").distinct == 90)
        #expect(try field("properties.country").distinct == 3)
        #expect(try field("properties.revenue").count == 5)
        #expect(try field("message_id").distinct == Self.shop.count)
        #expect(try field("properties.country").examples.count == 3)
    }

    @Test func `counts the suggested funnel as the engine does`() throws {
        let suggestion = try #require(try profile(Self.shop).suggestion)
        #expect(suggestion.counts == [90, 30, 15, 5])
        let files = try TemporaryFiles()
        let path = try files.write("shop.jsonl", Self.shop)
        let settings = IntakeSettings(
            origins: [.files(SourcePattern(path))], description: InputDescription(), follows: false)
        let intake = try Intake(settings, AnalyticsConfiguration(funnels: [suggestion.definition]))
        intake.readToEnd { .zero }
        #expect(intake.snapshot(SnapshotRequest()).funnels[0].steps.map(\.count) == suggestion.counts)
    }

    @Test func `leaves out the line that the sample cuts in two`() throws {
        let whole = bytes(Self.shop)
        let cut = Array(whole[..<(whole.count - 20)])
        let partial = try DataDiscovery.profile(
            of: SampleBytes(bytes: cut, isWhole: false), source: "-", description: InputDescription()
        ).get()
        #expect(partial.rows == Self.shop.count - 1 && partial.rejected == 0 && partial.isPartial)
        // The last line of a file needs no end.
        let unended = try DataDiscovery.profile(
            of: SampleBytes(bytes: Array(whole.dropLast()), isWhole: true), source: "-",
            description: InputDescription()
        ).get()
        #expect(unended.rows == Self.shop.count)
    }

    @Test func `knows tables and web logs as well`() throws {
        let table = try profile(
            ["time,user,event"] + (0..<30).map { "2026-01-01 10:00:\(10 + $0),u\($0 % 5),e\($0 % 2)" })
        #expect(table.format == "csv" && table.users == 5 && table.events.map(\.count) == [15, 15])
        let log = try profile(
            (0..<30).map {
                "10.0.0.\($0 % 7) - - [17/May/2015:10:05:\(10 + $0) +0000] \"GET /page/\($0 % 3)?q=\($0) HTTP/1.1\" 200 5 \"-\" \"Mozilla/5.0\""
            })
        #expect(log.format == "combined" && log.users == 7)
        #expect(log.pages.map(\.name) == ["/page/0", "/page/1", "/page/2"])
        #expect(log.fields.first { $0.path == "query.q" }?.distinct == 30)
    }

    @Test func `says what is wrong where nothing can be read`() {
        func failure(_ lines: [String]) -> DiscoveryError? {
            let result = DataDiscovery.profile(
                of: SampleBytes(bytes: bytes(lines), isWhole: true), source: "x", description: InputDescription())
            if case .failure(let error) = result { return error }
            return nil
        }
        #expect(failure([]) == .format(.empty))
        guard
            case .noEvent(let format, let lines, let rejected, let example) = failure(
                ["user,time,event"] + (0..<5).map { "u\($0),never,x" })
        else { return }
        #expect(format == "csv" && lines >= 5 && rejected.values.reduce(0, +) == 5 && example != nil)
    }

    @Test func `says of each format why it was taken or not`() {
        let sample = SampleBytes(bytes: bytes(Self.shop), isWhole: true)
        let trials = FormatTrials.trials(of: sample, source: "shop.jsonl", description: InputDescription())
        #expect(trials.count == InputFormat.allCases.count)
        #expect(trials[0].format == "jsonl" && trials[0].isTaken && trials[0].events == trials[0].lines)
        #expect(trials.dropFirst().allSatisfy { !$0.isTaken && !$0.remark.isEmpty })
    }

    @Test func `takes the beginning of a file, and what comes through a pipe, unpacked`() throws {
        let files = try TemporaryFiles()
        let path = try files.write("shop.jsonl", Self.shop)
        let whole = try #require(SampleBytes.beginning(of: path, limit: 4 << 20))
        #expect(whole.isWhole && whole.bytes == bytes(Self.shop))
        let part = try #require(SampleBytes.beginning(of: path, limit: 1000))
        #expect(!part.isWhole && part.bytes.count <= 1000)
        #expect(SampleBytes.beginning(of: path + ".not", limit: 1000) == nil)
    }

    @Test func `fields are known where nobody is`() throws {
        let text = "date,amount,action\n2026-01-01,5,view\n2026-01-02,6,buy\n2026-01-03,6,buy\n"
        let sample = SampleBytes(bytes: Array(text.utf8), isWhole: true)
        let profile = try #require(
            DataDiscovery.fieldsWithoutUser(of: sample, source: "a.csv", description: InputDescription()))
        #expect(profile.format == "csv" && profile.rows == 3)
        #expect(profile.fields.map(\.path) == ["date", "amount", "action"])
        #expect(profile.fields.map(\.role) == [.time, .revenue, .event])
        let nothing = SampleBytes(bytes: [], isWhole: true)
        #expect(DataDiscovery.fieldsWithoutUser(of: nothing, source: "-", description: InputDescription()) == nil)
    }
}
