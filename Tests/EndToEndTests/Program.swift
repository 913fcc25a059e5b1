import Foundation

/// The built program, run as its users run it.
enum Program {
    struct Run {
        var exitCode: Int32
        var standardOutput: String
        var standardError: String
    }

    /// The executable beside the test bundle.
    static var url: URL {
        Bundle.allBundles.map(\.bundleURL).first { $0.pathExtension == "xctest" }?
            .deletingLastPathComponent().appendingPathComponent("funneltop")
            ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
            .appendingPathComponent("funneltop")
    }

    /// Runs `funneltop` to the end.
    static func run(_ arguments: [String], input: String? = nil, in folder: URL? = nil) throws -> Run {
        try run(url, arguments, input: input, in: folder)
    }

    /// Runs a line of shell in which `funneltop` is the built program.
    static func shell(_ line: String, in folder: URL) throws -> Run {
        let path = url.path
        return try run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", "funneltop() { '\(path)' \"$@\"; }; \(line)"], in: folder)
    }

    /// Runs to the end. Standard output and error go through files, so that neither can fill up.
    static func run(_ program: URL, _ arguments: [String], input: String? = nil, in place: URL? = nil) throws -> Run {
        let folder = try Sandbox()
        let files = ["in", "out", "err"].map { folder.file($0) }
        try Data((input ?? "").utf8).write(to: files[0])
        for file in files[1...] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.currentDirectoryURL = place
        var environment = ProcessInfo.processInfo.environment
        environment["LC_ALL"] = "C.UTF-8"
        environment["XDG_CONFIG_HOME"] = folder.url.path
        environment["TMUX"] = nil
        process.environment = environment
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Run(
            exitCode: process.terminationStatus,
            standardOutput: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            standardError: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self))
    }
}
