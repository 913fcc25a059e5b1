import Foundation
import Testing

/// Whatever the disk does while the state is saved, the numbers are right afterwards.
@Suite(.serialized, .enabled(if: Strace.works, "strace is not installed, or may not trace"))
struct StateFaultStories {
    private let folder: Sandbox
    private let lines: [String]
    private let arguments = ["report", "events.jsonl", "--state", "state", "--funnel", Samples.funnel]
    private var stateFiles: [String] {
        ["state", "state.new", "state.previous"].map { folder.file($0).path } + [folder.url.path]
    }

    init() throws {
        folder = try Sandbox()
        lines = try Samples.shop(events: 600)
        // The path as the program is given it, so that strace can match it.
        try folder.write(lines.prefix(200).joined(), to: "events.jsonl")
    }

    private var absolute: [String] {
        arguments.map { $0 == "state" ? folder.file("state").path : $0 }
    }

    private func counts() throws -> [Int] {
        let run = try Program.run(absolute + ["--output", "json"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.standardError)")
        #expect(!run.standardError.contains("damaged"), "\(run.standardError)")
        return try steps(run)
    }

    private func steps(_ run: Program.Run) throws -> [Int] {
        let json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any]
        let funnels = json?["funnels"] as? [[String: Any]]
        return (funnels?.first?["steps"] as? [[String: Any]])?.compactMap { $0["count"] as? Int } ?? []
    }

    @Test(arguments: ["write", "fsync", "link", "rename", "unlink"])
    func `case 28: killed at any call of a save`(call: String) throws {
        #expect(try counts() == Samples.counts(["events.jsonl"], in: folder))
        try folder.append(lines[200..<400].joined(), to: "events.jsonl")
        var kills = 0
        for occurrence in 1...8 {
            let fault = "\(call):signal=SIGKILL:when=\(occurrence)"
            let run = try Strace.run(fault, on: stateFiles, absolute, in: folder)
            if run.exitCode != 128 + SIGKILL { break }
            kills += 1
        }
        #expect(kills > 0)
        let expected = try Samples.counts(["events.jsonl"], in: folder)
        #expect(try counts() == expected)
        try folder.append(lines[400...].joined(), to: "events.jsonl")
        #expect(try counts() == Samples.counts(["events.jsonl"], in: folder))
    }

    @Test(arguments: [
        "write:error=ENOSPC", "write:error=EIO", "fsync:error=EIO", "rename:error=EROFS", "openat:error=EROFS",
    ])
    func `case 29: a disk that fails is told, and the old state stays`(fault: String) throws {
        _ = try counts()
        let before = try Data(contentsOf: folder.file("state"))
        try folder.append(lines[200...].joined(), to: "events.jsonl")
        let files = fault.hasPrefix("openat") ? [folder.file("state.new").path] : stateFiles
        let run = try Strace.run(fault, on: files, absolute + ["--output", "json"], in: folder)
        #expect(run.exitCode == 1)
        #expect(run.standardError.contains("the state was not saved: "), "\(run.standardError)")
        let expected = try Samples.counts(["events.jsonl"], in: folder)
        #expect(try steps(run) == expected)
        #expect(try Data(contentsOf: folder.file("state")) == before)
        #expect(try counts() == expected)
    }
}
