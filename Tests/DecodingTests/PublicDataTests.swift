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
    private func decode(_ name: String, _ columns: [Projection.Column], chunk: Int = 10_000) throws -> DecodingDriver {
        let bytes = Array(try Data(contentsOf: shared.appendingPathComponent(name)))
        let schema = try FormatDetection.detect(
            sample: Array(bytes.prefix(FormatDetection.sampleLimit)), description: InputDescription()
        ).get()
        return DecodingDriver(bytes, schema: schema, projection: Projection(columns: columns), chunk: chunk)
    }

    private func counts(_ driver: DecodingDriver, _ column: Int) -> [String: Int] {
        driver.events.reduce(into: [:]) { $0[$1.values[column], default: 0] += 1 }
    }

    @Test func `an Apache log gives its hits, visitors, statuses and paths`() throws {
        let driver = try decode(
            "apache_elastic/apache_logs",
            [.init("status", .symbol), .init("page", .symbol), .init("ip", .symbol), .init("bytes", .number)])
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
}
