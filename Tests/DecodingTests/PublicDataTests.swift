import Analytics
import Foundation
import Testing

@testable import Decoding

/// Real logs whose numbers were found with other tools. They lie beside the package, not in it.
private let shared = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../shared/data").standardizedFileURL
private let isSharedPresent = FileManager.default.fileExists(atPath: shared.path)

// Enabled only where the data directory stands beside the package.
@Suite(.enabled(if: isSharedPresent)) struct PublicDataTests {
    private func decode(
        _ name: String, _ columns: [Projection.Column], chunk: Int = 10_000, includesBots: Bool? = nil
    ) throws -> DecodingDriver {
        let bytes = Array(try Data(contentsOf: shared.appendingPathComponent(name)))
        var description = InputDescription()
        description.includesBots = includesBots
        let schema = try FormatDetection.detect(
            sample: Array(bytes.prefix(FormatDetection.sampleLimit)), description: description
        ).get()
        return DecodingDriver(bytes, schema: schema, projection: Projection(columns: columns), chunk: chunk)
    }

    private func counts(_ driver: DecodingDriver, _ column: Int) -> [String: Int] {
        driver.events.reduce(into: [:]) { $0[$1.values[column], default: 0] += 1 }
    }

    @Test func `an Apache log gives its hits, visitors, statuses and paths`() throws {
        let driver = try decode(
            "apache_elastic/apache_logs",
            [.init("status", .symbol), .init("page", .symbol), .init("ip", .symbol), .init("bytes", .number)],
            includesBots: true)
        #expect(driver.events.count == 10_000)
        #expect(driver.tally.rejected.isEmpty)
        #expect(Set(driver.events.map(\.user)).count == 1862)
        #expect(counts(driver, 2).count == 1753)
        #expect(
            counts(driver, 0) == [
                "200": 9126, "304": 445, "404": 213, "301": 164, "206": 45, "500": 3, "403": 2, "416": 2,
            ])
        let pages = counts(driver, 1)
        #expect(pages["/favicon.ico"] == 807)
        #expect(pages["/"] == 575)
        #expect(pages["/blog/tags/puppet"] == 489)
        #expect(driver.events.compactMap { Double($0.values[3]) }.reduce(0, +) == 2_747_282_740)
        #expect(driver.events.map(\.time).min().map { Timestamp(microseconds: $0).iso8601 } == "2015-05-17T10:05:00Z")
        #expect(driver.events.map(\.time).max().map { Timestamp(microseconds: $0).iso8601 } == "2015-05-20T21:05:59Z")
    }

    @Test func `NASA's tab-separated logs give all rows in spite of their empty extra fields`() throws {
        for (name, hosts) in [("nasa_http/nasa_19950701.tsv", 936), ("nasa_http/nasa_19950801.tsv", nil)] {
            let driver = try decode(name, [.init("page", .symbol), .init("response", .symbol)])
            #expect(driver.events.count == 9999)
            #expect(driver.tally.rejected.isEmpty)
            guard let hosts else { continue }
            #expect(Set(driver.events.map(\.user)).count == hosts)
            #expect(counts(driver, 0)["/images/NASA-logosmall.gif"] == 639)
            #expect(counts(driver, 1) == ["200": 9012, "304": 531, "302": 408, "404": 48])
        }
    }

    @Test func `a shop's event table gives its totals`() throws {
        let driver = try decode("rete_ecom5/ecom.csv", [.init("platform", .symbol), .init("session", .key)])
        #expect(driver.events.count == 31_106)
        #expect(Set(driver.events.map(\.user)).count == 600)
        #expect(Set(driver.events.map { $0.values[1] }).count == 3605)
        let names = driver.events.reduce(into: [String: Int]()) { $0[$1.name, default: 0] += 1 }
        #expect(names["product_view"] == 6851)
        #expect(names["purchase"] == 470)
        #expect(names["checkout_bug"] == 44)
        #expect(names.count == 19)
        #expect(driver.events.map(\.time).max().map { Timestamp(microseconds: $0).iso8601 } == "2024-06-29T22:02:40Z")
    }

    @Test func `bots are known in an Apache log`() throws {
        let name = "apache_elastic/apache_logs"
        let driver = try decode(name, [.init("agent", .symbol), .init("bot", .symbol)], includesBots: true)
        #expect(driver.events.count == 10_000)
        let marks = ["bot", "crawl", "spider", "slurp"]
        let plain = driver.events.filter { event in marks.contains { event.values[0].lowercased().contains($0) } }
        // What the reference counts by four words are all bots here. Beyond them there are feed readers (364 UniversalFeedParser,
        // 198 Tiny Tiny RSS, 110 Feedfetcher, 108 FeedBurner, 50 Feedbin), 157 Ezooms, 61 Chef Client, previews and HTTP libraries.
        #expect(plain.count == 1398)
        #expect(Set(plain.map(\.user)).count == 219)
        #expect(plain.allSatisfy { $0.values[1] == "true" })
        let others = driver.events.filter { $0.values[1] == "true" }.count - plain.count
        #expect(others == 1237)
    }

    @Test func `a table of purchases between blanks gives its totals`() throws {
        let driver = try decode(
            "cdnow/CDNOW_master.txt", [.init("dollar_value", .number), .init("number_of_cds", .number)])
        #expect(driver.events.count == 69_659)
        #expect(driver.tally.rejected.isEmpty)
        #expect(Set(driver.events.map(\.user)).count == 23_570)
        let revenue = driver.events.compactMap { Double($0.values[0]) }.reduce(0, +)
        #expect((revenue * 100).rounded() == 250_031_563)
        #expect(driver.events.compactMap { Double($0.values[1]) }.reduce(0, +) == 167_881)
        #expect(driver.events.map(\.time).max().map { Timestamp(microseconds: $0).iso8601 } == "1998-06-30T00:00:00Z")
    }

    @Test func `its sample without names gives all rows`() throws {
        let driver = try decode("cdnow/CDNOW_sample.txt", [.init("column5", .number)])
        #expect(driver.events.count == 6919)
        #expect(driver.tally.rejected.isEmpty)
        #expect(Set(driver.events.map(\.user)).count == 2357)
    }

    @Test func `Snowplow's own sample is read`() throws {
        let driver = try decode("formats/snowplow_enriched.tsv", [.init("page", .symbol), .init("session", .symbol)])
        #expect(driver.tally.rejected.isEmpty)
        #expect(!driver.events.isEmpty)
        #expect(Set(driver.events.map(\.name)) == ["link_click"])
        #expect(Set(driver.events.map { $0.values[0] }) == ["/product/index.html"])
        #expect(Set(driver.events.map(\.time)) == [1_385_424_237_886_000])
    }

    /// The first megabyte of the rows; their numbers were counted with another program.
    @Test func `a shop's order lines have times and customers, and no event of their own`() throws {
        let unpacking = Process()
        unpacking.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        unpacking.arguments = ["gzip", "-dc", shared.appendingPathComponent("online_retail/online_retail.csv.gz").path]
        let pipe = Pipe()
        unpacking.standardOutput = pipe
        try unpacking.run()
        let some = Array(pipe.fileHandleForReading.readData(ofLength: 1_000_000))
        unpacking.terminate()
        let bytes = Array(some[...(some.lastIndex(of: 0x0A) ?? 0)])
        let schema = try FormatDetection.detect(
            sample: Array(bytes.prefix(FormatDetection.sampleLimit)), description: InputDescription()
        ).get()
        #expect(schema.mapping.time == "InvoiceDate")
        #expect(schema.mapping.user == "CustomerID")
        let driver = DecodingDriver(
            bytes, schema: schema, projection: Projection(columns: [.init("InvoiceNo", .symbol)]), chunk: 10_000)
        #expect(driver.events.count == 11_286 - 3330)
        #expect(driver.tally.rejected == [.noUser: 3330])
        #expect(Set(driver.events.map(\.user)).count == 331)
        #expect(counts(driver, 0).count == 457)
        #expect(Set(driver.events.map(\.name)) == ["row"])
        #expect(driver.events.map(\.time).min().map { Timestamp(microseconds: $0).iso8601 } == "2010-12-01T08:26:00Z")
    }
}
