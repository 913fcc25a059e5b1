import Analytics
import ByteSources
import Decoding
import Expressions
import Foundation
import SeededNumbers
import Testing

@testable import Ingestion

/// What an input is does not depend on how much of it had come when it was first looked at.
@Suite struct SchemaFindingTests {
    /// Lines whose fields come one after the other; sessions are left to the gap, which nobody has to know before.
    private static let lines = [
        #"{"ts":1767225600,"user_id":"u1","event":"viewed"}"#,
        #"{"ts":1767225601,"user_id":"u2","event":"viewed","page":"/a","properties":null}"#,
        #"{"ts":1767225602,"user_id":"u1","event":"paid","properties":{"revenue":12.5},"message_id":"m1"}"#,
        #"{"ts":1767225602,"user_id":"u1","event":"paid","properties":{"revenue":12.5},"message_id":"m1"}"#,
        #"{"ts":1767225603,"user_id":"u3","event":"viewed","context":{"device":"mobile"},"page":"/b"}"#,
        #"{"ts":1767225604,"user_id":"u3","event":"paid","properties":{"revenue":"7"},"message_id":"m2"}"#,
        #"{"ts":1767225605,"anonymous_id":"a1","event":"viewed","page":"/a"}"#,
        #"{"ts":1767225606,"user_id":"u4","anonymous_id":"a1","event":"paid","message_id":"m3"}"#,
    ]

    private let files: TemporaryFiles

    init() throws { files = try TemporaryFiles() }

    private func intake(_ path: String, keepsState: Bool = false) throws -> Intake {
        var configuration = AnalyticsConfiguration(funnels: [try FunnelParser.parse("shop: viewed > paid within 10m")])
        configuration.breakdowns = [.init(field: "device")]
        configuration.lateness = .bounded(.seconds(60))
        var settings = IntakeSettings(
            origins: [.files(SourcePattern(path))], description: InputDescription(), follows: true)
        settings.keepsState = keepsState
        return try Intake(settings, configuration)
    }

    private func reporting(_ path: String) throws -> (IntakeSettings, AnalyticsConfiguration) {
        let live = try intake(path, keepsState: true)
        var settings = live.settings
        settings.follows = false
        return (settings, live.configuration)
    }

    private func read(_ intake: Intake, _ second: Int) -> Snapshot {
        while intake.round(now: .seconds(second), chunks: 1) {}
        return intake.snapshot(SnapshotRequest())
    }

    private func differences(_ whole: Snapshot, _ parts: Snapshot) -> [String] {
        func facts(_ snapshot: Snapshot) -> [String] {
            let funnel = snapshot.funnels[0]
            return [
                "\(funnel.steps.map(\.count)) \(funnel.steps.map(\.revenue))",
                "\(funnel.breakdowns[0].values.map { "\($0.label) \($0.counts)" }.sorted())",
                "\(snapshot.users) \(snapshot.source.events) \(snapshot.source.duplicates)",
                "\(snapshot.source.rejected.map { "\($0.key) \($0.value)" }.sorted())",
                "\(snapshot.traffic.pages.map { "\($0.page) \($0.events)" }.sorted())",
                "\(snapshot.source.identity.stitched) \(snapshot.source.inputs[0].format)",
            ]
        }
        return zip(facts(whole), facts(parts)).filter { $0 != $1 }.map { "\($0)\n  in parts \($1)" }
    }

    private func whole(_ lines: [String]) throws -> Snapshot {
        read(try intake(files.write("whole.jsonl", lines)), 0)
    }

    @Test func `a file that grows line by line counts like one that was there`() throws {
        let whole = try whole(Self.lines)
        #expect(whole.funnels[0].steps[1].revenue == 19.5 && whole.source.duplicates == 1)
        let path = try files.write("parts.jsonl", text: "")
        let parts = try intake(path)
        var snapshot = read(parts, 0)
        for (index, line) in Self.lines.enumerated() {
            try files.append("parts.jsonl", [line])
            snapshot = read(parts, index + 1)
        }
        #expect(differences(whole, snapshot) == [])
    }

    @Test func `so does one that is stopped and gone on with after each line`() throws {
        let whole = try whole(Self.lines)
        let path = try files.write("parts.jsonl", text: "")
        var parts = try intake(path, keepsState: true)
        for (index, line) in Self.lines.enumerated() {
            try files.append("parts.jsonl", [line])
            _ = read(parts, index)
            parts = try Intake.resumed(parts.saved(), parts.settings, parts.configuration, latenessIsGiven: true)
        }
        #expect(differences(whole, read(parts, 100)) == [])
    }

    @Test func `so do reports of it, one after the other, that keep its state`() throws {
        let whole = try whole(Self.lines)
        let path = try files.write("parts.jsonl", text: "")
        var intake: Intake?
        var snapshot = Snapshot()
        for line in Self.lines {
            try files.append("parts.jsonl", [line])
            let (settings, configuration) = try reporting(path)
            let next =
                try intake.map {
                    try Intake.resumed($0.saved(), settings, configuration, latenessIsGiven: true)
                } ?? Intake(settings, configuration)
            while next.round(now: .zero, chunks: 1) {}
            snapshot = next.snapshot(SnapshotRequest())
            intake = next
        }
        #expect(differences(whole, snapshot) == [])
    }

    @Test func `wherever the parts of an input are cut, it counts the same`() throws {
        let lines =
            Self.lines
            + (0..<40).map { index in
                #"{"ts":\#(1_767_225_610 + index),"user_id":"v\#(index % 7)","event":"viewed","field \#(index)":\#(index)}"#
            }
        let whole = try whole(lines)
        for seed in 0..<20 as Range<UInt64> {
            var random = SeededGenerator(seed: seed)
            let path = try files.write("parts \(seed).jsonl", text: "")
            let parts = try intake(path)
            var rest = lines[...]
            var second = 0
            while !rest.isEmpty {
                let part = rest.prefix(Int.random(in: 1...9, using: &random))
                rest = rest.dropFirst(part.count)
                try files.append("parts \(seed).jsonl", Array(part))
                second += 1
                _ = read(parts, second)
            }
            #expect(differences(whole, read(parts, second + 1)) == [], "seed \(seed)")
        }
    }

    @Test func `lines before the first that can be understood are waited through, and rejected`() throws {
        let banner = ["Server listening on port 8080", #"{"level":"info","msg":"starting"}"#]
        let whole = try whole(banner + Self.lines)
        let path = try files.write("parts.jsonl", [banner[0]])
        let parts = try intake(path)
        var snapshot = read(parts, 0)
        // Said at once, though it may not stay so.
        #expect(parts.troubles.count == 1)
        for (index, line) in ([banner[1]] + Self.lines).enumerated() {
            try files.append("parts.jsonl", [line])
            snapshot = read(parts, index + 1)
        }
        #expect(parts.troubles.isEmpty)
        #expect(differences(whole, snapshot) == [])
        #expect(snapshot.source.inputs[0].lines == 10)
    }

    @Test func `a file that begins anew is looked at anew, however short it is`() throws {
        let path = try files.write("parts.jsonl", [String(repeating: "Server listening ", count: 100)])
        let parts = try intake(path)
        _ = read(parts, 0)
        let state = parts.source.inputs[0].state
        if case .failed(let reason) = state { #expect(reason.hasSuffix("what follows is looked at as it comes")) }
        #expect(state != .following)
        try files.move("parts.jsonl", to: "parts.jsonl.1")
        _ = try files.write("parts.jsonl", Array(Self.lines.prefix(1)))
        let snapshot = read(parts, 100)
        #expect(snapshot.source.events == 1 && parts.troubles.isEmpty)
    }

    @Test(arguments: [false, true])
    func `a line over the limit among those that are waited through stops nobody`(isUnfinished: Bool) throws {
        let long = String(repeating: "x", count: 100_000)
        let path = try files.write("parts.jsonl", ["Server listening", "on port 8080"])
        let parts = try intake(path)
        _ = read(parts, 0)
        try files.append("parts.jsonl", isUnfinished ? [] : [long])
        if isUnfinished {
            let handle = try #require(FileHandle(forWritingAtPath: path))
            try handle.seekToEnd()
            try handle.write(contentsOf: Data(long.utf8))
            _ = read(parts, 1)
            try handle.write(contentsOf: Data("\n".utf8))
            try handle.close()
        }
        _ = read(parts, 2)
        try files.append("parts.jsonl", Self.lines)
        let snapshot = read(parts, 3)
        #expect(snapshot.source.events == 7, "\(snapshot.source)")
        #expect(snapshot.source.rejected[.tooLong] == 1)
    }

    @Test func `what shows nothing that can be understood within a sample is given up and dropped`() throws {
        let text = String(repeating: "no event at all\n", count: FormatDetection.sampleLimit / 16 + 1)
        let intake = try intake(try files.write("a.log", text: text))
        _ = read(intake, 0)
        #expect(intake.troubles.count == 1)
        try files.append("a.log", Self.lines)
        let snapshot = read(intake, 1)
        #expect(snapshot.source.events == 0)
        #expect(snapshot.source.inputs[0].bytes == text.utf8.count + Self.lines.reduce(0) { $0 + $1.utf8.count + 1 })
    }

    @Test func `revenue counts though the first who pays comes after many who look`() throws {
        let looks = (0..<1_000).map {
            #"{"ts":\#(1_767_225_600 + $0 / 10),"user_id":"u\#($0)","event":"viewed"}"#
        }
        let pays = #"{"ts":1767225700,"user_id":"u999","event":"paid","properties":{"revenue":30}}"#
        let snapshot = try whole(looks + [pays])
        #expect(snapshot.funnels[0].steps[1].revenue == 30)
    }

    @Test func `a field that comes after many lines is found as well`() throws {
        let looks = (0..<700).map {
            #"{"ts":\#(1_767_225_600 + $0 / 10),"user_id":"u\#($0)","event":"viewed"}"#
        }
        let path = try files.write("parts.jsonl", looks)
        let parts = try intake(path)
        _ = read(parts, 0)
        try files.append(
            "parts.jsonl",
            [
                #"{"ts":1767225700,"user_id":"v","event":"viewed","page":"/p","context":{"device":"mobile"}}"#
            ])
        let snapshot = read(parts, 1)
        #expect(snapshot.traffic.pages.map(\.page) == ["/p"])
        #expect(snapshot.funnels[0].breakdowns[0].values.contains { $0.label == .value("mobile") && $0.counts[0] == 1 })
    }

    @Test func `lines of another kind between them make no other input of it`() throws {
        let access = #"10.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET /health HTTP/1.1" 200 12 "-" "curl/8""#
        let path = try files.write("parts.jsonl", Array(Self.lines.prefix(1)))
        let parts = try intake(path)
        _ = read(parts, 0)
        try files.append("parts.jsonl", Array(repeating: access, count: 30))
        _ = read(parts, 1)
        try files.append("parts.jsonl", Array(Self.lines.dropFirst()))
        let snapshot = read(parts, 2)
        #expect(snapshot.source.inputs[0].format == "jsonl")
        #expect(snapshot.source.events == 7)
        #expect(snapshot.source.rejected == [.malformed: 30])
    }

    @Test func `nor do they after a restart`() throws {
        let access = #"10.0.0.1 - - [01/Jan/2026:00:00:01 +0000] "GET /health HTTP/1.1" 200 12 "-" "curl/8""#
        let path = try files.write("parts.jsonl", Array(Self.lines.prefix(1)))
        var parts = try intake(path, keepsState: true)
        _ = read(parts, 0)
        for more in [Array(repeating: access, count: 30), Array(Self.lines.dropFirst())] {
            try files.append("parts.jsonl", more)
            _ = read(parts, 1)
            parts = try Intake.resumed(parts.saved(), parts.settings, parts.configuration, latenessIsGiven: true)
        }
        let snapshot = read(parts, 2)
        #expect(snapshot.source.inputs[0].format == "jsonl")
        #expect(snapshot.source.events == 7 && snapshot.source.rejected == [.malformed: 30])
    }

    @Test func `a table whose names come first and whose rows come later has all its parts`() throws {
        let rows =
            ["time,user_id,event,url,amount"]
            + (0..<30).map {
                "2026-01-01T00:00:\($0 + 10)Z,u\($0 % 5),\($0 % 3 == 0 ? "paid" : "viewed"),/p/\($0 % 4)?q=1,2"
            }
        let whole = read(try intake(files.write("whole.csv", rows)), 0)
        #expect(whole.traffic.pages.map(\.page).sorted() == ["/p/0", "/p/1", "/p/2", "/p/3"])
        let path = try files.write("parts.csv", text: "")
        let parts = try intake(path)
        var snapshot = read(parts, 0)
        for (index, row) in rows.enumerated() {
            try files.append("parts.csv", [row])
            snapshot = read(parts, index + 1)
        }
        #expect(differences(whole, snapshot) == [])
    }

    @Test func `names of events are told from names of people as soon as there are enough of them`() throws {
        let lines = (0..<60).map {
            #"{"ts":\#(1_767_225_600 + $0),"user_id":"u\#($0)","name":"Person \#($0)","action":"viewed"}"#
        }
        let path = try files.write("parts.jsonl", Array(lines.prefix(1)))
        let parts = try intake(path)
        _ = read(parts, 0)
        for (index, line) in lines.dropFirst().enumerated() {
            try files.append("parts.jsonl", [line])
            _ = read(parts, index + 1)
        }
        #expect(parts.schema?.mapping.event == "action")
    }

    @Test func `what is read to its end does not depend on how it comes`() throws {
        let lines = (0..<60).map {
            #"{"ts":\#(1_767_225_600 + $0),"user_id":"u\#($0)","name":"Person \#($0)","action":"viewed"}"#
        }
        let settings = IntakeSettings(origins: [.standardInput], description: InputDescription(), follows: false)
        var finding = SchemaFinding(path: "-", settings: settings, keepsSample: true)
        let all = Array(lines.map { $0 + "\n" }.joined().utf8)
        let first = Array((lines[0] + "\n").utf8)
        let isFoundAtOnce = finding.find(in: first, isAll: false, isFile: false)
        let isFoundAtTheEnd = finding.find(in: all, isAll: true, isFile: false)
        #expect(!isFoundAtOnce && isFoundAtTheEnd)
        #expect(finding.schema?.mapping.event == "action")
    }

    @Test func `fields are looked for in as much as a sample holds, and no more`() throws {
        let settings = IntakeSettings(origins: [.standardInput], description: InputDescription(), follows: true)
        var finding = SchemaFinding(path: "-", settings: settings, keepsSample: true)
        func learn(_ line: String) -> Bool {
            Array((line + "\n").utf8).withUnsafeBytes { finding.learn(from: $0) { nil } }
        }
        let isFound = finding.find(in: Array((Self.lines[0] + "\n").utf8), isAll: false, isFile: false)
        #expect(isFound)
        #expect(finding.schema?.mapping.revenue == nil)
        #expect(learn(Self.lines[2]))
        #expect(finding.schema?.mapping.revenue == "properties.revenue")
        // Found again in what is kept of it.
        var resumed = SchemaFinding(path: "-", settings: settings, keepsSample: true)
        let isFoundAgain = resumed.resume(from: finding.sample, format: "jsonl")
        #expect(isFoundAgain && resumed.schema?.mapping == finding.schema?.mapping)
        while finding.seen < FormatDetection.sampleLimit { _ = learn(Self.lines[0]) }
        #expect(finding.schema?.mapping.revenue == "properties.revenue" && finding.schema?.mapping.page == nil)
        #expect(!learn(#"{"ts":1767225600,"user_id":"u1","event":"viewed","page":"/late"}"#))
        #expect(finding.sample.count <= FormatDetection.sampleLimit)
    }
}
