import Analytics
import ByteSources
import Decoding
import Expressions
import Testing

@testable import Ingestion

@Suite struct DetectionMemoryTests {
    private func lines(_ count: Int, _ more: String = "") -> [String] {
        (0..<count).map {
            "{\"ts\":\(1_767_225_600 + $0),\"user_id\":\"u\($0 % 7)\",\"session_id\":\"s\($0 % 9)\"\(more),\"event\":\"\(["viewed", "cart"][$0 % 2])\"}"
        }
    }

    private func read(_ settings: IntakeSettings) throws -> Snapshot {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("viewed > cart")])
        configuration.lateness = .all
        let intake = try Intake(settings, configuration)
        intake.readToEnd { .zero }
        return intake.snapshot(SnapshotRequest())
    }

    @Test(arguments: [20, 9_000]) func `a file is looked into once, however many ask what it is`(rows: Int) throws {
        let files = try TemporaryFiles()
        for more in ["", ",\"anonymous_id\":\"a\""] {
            let path = try files.write("a\(more.count).jsonl", lines(rows, more))
            let settings = IntakeSettings(
                origins: [.files(SourcePattern(path))], description: InputDescription(), follows: false)
            _ = DataDiscovery.disorder(
                ofFileAt: path, description: InputDescription(), timeZone: nil, memory: settings.memory)
            #expect(try read(settings).source.events == rows)
            #expect(try read(settings).source.events == rows)
            #expect(settings.memory.detectionCount == 1, "\(more)")
        }
    }

    @Test func `other bytes of the same name are looked into anew`() {
        let memory = DetectionMemory()
        let first = memory.detect(
            sample: Array("time,user\n2026-01-01,a\n".utf8), description: InputDescription(), fileName: "f",
            timeZone: nil)
        let second = memory.detect(
            sample: Array("time;user\n2026-01-01;a\n".utf8), description: InputDescription(), fileName: "f",
            timeZone: nil)
        #expect((try? first.get().delimiter) == 0x2C && (try? second.get().delimiter) == 0x3B)
        #expect(memory.detectionCount == 2)
    }
}
