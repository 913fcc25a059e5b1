import Foundation
import Testing

/// Sources that are no files.
@Suite struct UnsuitableSourceStories {
    private static let commands = [
        ["report"], ["watch"], ["discover"], ["explain", "somebody", "--funnel", "a > b"], ["frame"],
    ]

    private let folder: Sandbox

    init() throws { folder = try Sandbox() }

    /// Makes a socket with a name in the folder.
    private func makeSocket() {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: folder.file("sock").path.utf8) }
        let isMade = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        #expect(isMade == 0)
    }

    @Test(arguments: commands)
    func `case 14: a device, a socket and an empty folder are wrong usage`(command: [String]) throws {
        makeSocket()
        try FileManager.default.createDirectory(at: folder.file("empty/below"), withIntermediateDirectories: true)
        for (source, reason) in [
            ("/dev/zero", "/dev/zero is a character device, which cannot be followed; name a regular file"),
            ("sock", "sock is a socket, which cannot be followed; name a regular file"),
            ("empty", "There is no file in empty; directories below it and hidden files are not read."),
        ] {
            let run = try Program.run(command + [source], in: folder.url)
            #expect(run.exitCode == 2, "\(command) \(source)")
            #expect(run.standardError.hasPrefix("funneltop: \(reason)"), "\(run.standardError)")
            #expect(run.standardOutput == "")
        }
    }

    @Test(arguments: commands)
    func `what is not there is no wrong usage`(command: [String]) throws {
        for source in ["nothing.jsonl", "*.jsonl"] {
            let run = try Program.run(command + [source], in: folder.url)
            #expect(run.exitCode == 1, "\(command) \(source)")
            #expect(run.standardError.contains(source))
        }
    }

    @Test func `a folder with files is read, whatever else is in it`() throws {
        try folder.write(try Samples.shop(events: 300).joined(), to: "events.jsonl")
        let alone = try Samples.counts(["events.jsonl"], in: folder)
        makeSocket()
        #expect(mkfifo(folder.file("pipe").path, 0o600) == 0)
        try FileManager.default.createDirectory(at: folder.file("below"), withIntermediateDirectories: true)
        #expect(try Samples.counts(["."], in: folder) == alone)
        // One that is empty keeps nobody from reading the other.
        #expect(try Samples.counts(["below", "events.jsonl"], in: folder) == alone)
    }

    @Test func `a named pipe is read to its end, waiting for its writer`() throws {
        try folder.write(try Samples.shop(events: 300).joined(), to: "events.jsonl")
        #expect(mkfifo(folder.file("pipe").path, 0o600) == 0)
        let alone = try Samples.counts(["events.jsonl"], in: folder)
        for state in ["", "--state state"] {
            let run = try Program.shell(
                "cat events.jsonl > pipe & funneltop report pipe \(state) --output json --funnel '\(Samples.funnel)'",
                in: folder.url)
            let json = try JSONSerialization.jsonObject(with: Data(run.standardOutput.utf8)) as? [String: Any]
            let funnels = json?["funnels"] as? [[String: Any]]
            let steps = funnels?.first?["steps"] as? [[String: Any]]
            #expect(steps?.compactMap { $0["count"] as? Int } == alone)
        }
    }
}
