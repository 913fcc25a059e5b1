import Analytics
import ByteSources
import Decoding
import Expressions
import Foundation
import Testing

@testable import Ingestion

/// Files whose bytes are not what they should be: what is counted, and what is said.
@Suite struct DamagedFileTests {
    private static let lines = (0..<20).map {
        "{\"ts\":\(1_767_225_600 + $0),\"user_id\":\"u\($0)\",\"event\":\"view\"}\n"
    }

    private func intake(_ bytes: [UInt8], _ description: InputDescription = InputDescription()) throws -> Intake {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let intake = try Intake(
            IntakeSettings(origins: [.files(SourcePattern(path))], description: description, follows: false),
            AnalyticsConfiguration(funnels: []))
        intake.readToEnd { .zero }
        return intake
    }

    @Test func `UTF-16 with a byte too many ends inside a character`() throws {
        let text = Self.lines.joined()
        let units: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let source = try intake(units + [0x7B]).source
        #expect(source.rejected[.endsInCharacter] == 1 && source.rejected[.damaged] == nil)
        #expect(source.inputs[0].events == 20)
    }

    @Test func `a JSON document without its end says so`() throws {
        let array = "[\n" + Self.lines.joined(separator: ",")
        let open = try intake(Array(array.utf8)).source
        #expect(open.rejected == [.endsInDocument: 1])
        let pretty = "{\n  \"ts\": 1767225600,\n  \"user_id\": \"u\",\n  \"event\": \"view\"\n}\n"
        let cut = try intake(Array((pretty + pretty + pretty.dropLast(12)).utf8)).source
        #expect(cut.rejected[.endsInDocument] == 1 && cut.inputs[0].events == 2)
    }

    @Test func `a line of NUL bytes is no blank line`() throws {
        let hole = String(repeating: "\0", count: 40)
        let source = try intake(Array((Self.lines[0] + hole + "\n" + Self.lines[1] + hole + Self.lines[2]).utf8)).source
        #expect(source.rejected == [.binary: 1])
        #expect(source.rejectedExamples.first?.line.line == 2)
        #expect(source.inputs[0].events == 3 && source.inputs[0].lines == 4)
        let troubles = try intake(Array((hole + "\n").utf8)).troubles
        #expect(troubles.first?.reason.contains("nothing in it but 40 NUL bytes") == true)
    }

    @Test(arguments: [nil, "jsonl"]) func `what cannot be read at the beginning hides nothing behind it`(
        format: String?
    )
        throws
    {
        let text = Array(Self.lines.joined().utf8)
        let hole = [UInt8](repeating: 0, count: 300_000)
        let garbage = [UInt8](repeating: 0x7A, count: 3_000_000) + [0x0A]
        let short = [UInt8](repeating: 0x7A, count: 100_000) + [0x0A]
        var description = InputDescription()
        description.format = format.flatMap { InputFormat(rawValue: $0) }
        for (start, name, rejected) in [(hole, "hole", 0), (garbage, "garbage", 1), (hole + short, "both", 1)] {
            let source = try intake(start + text, description).source
            #expect(source.inputs[0].events == 20, "\(name)")
            #expect(source.rejected[.tooLong, default: 0] == rejected, "\(name)")
            let live = try TemporaryFiles()
            let path = try live.write("a.log", text: String(decoding: start, as: UTF8.self))
            let following = try Intake(
                IntakeSettings(origins: [.files(SourcePattern(path))], description: description, follows: true),
                AnalyticsConfiguration(funnels: []))
            _ = following.round(now: .zero, chunks: 64)
            try live.append("a.log", Self.lines.map { String($0.dropLast()) })
            while following.round(now: .seconds(1), chunks: 64) {}
            #expect(following.source.inputs[0].events == 20, "\(name), followed")
        }
    }

    @Test func `a sample that is damaged before it makes sense says where`() {
        let sample = SampleBytes(
            bytes: Array("{\"a\":1}\n".utf8), isWhole: true, damage: "the gzip data is damaged (invalid code)")
        guard
            case .failure(let error) = DataDiscovery.profile(
                of: sample, source: "a.gz", description: InputDescription())
        else {
            Issue.record("it has no user")
            return
        }
        #expect(error.message.hasPrefix("the gzip data is damaged (invalid code); the 8 bytes before that"))
    }
}
