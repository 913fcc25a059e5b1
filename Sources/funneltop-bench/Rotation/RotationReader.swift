import Foundation

/// A program that follows the log and writes its lines to a file.
struct RotationReader {
    private let process: Process
    private let output: URL
    private let command: (path: String, arguments: [String])

    static func gnuTail(_ log: URL, output: URL) throws -> RotationReader {
        _ = FileManager.default.createFile(atPath: output.path, contents: nil)
        return try begun(("/usr/bin/tail", ["-n", "+1", "-F", log.path]), output, FileHandle(forWritingTo: output))
    }

    /// This program as a reader; it ends by itself once there is a file `done` and nothing more to read.
    static func own(_ log: URL, output: URL, _ directory: URL) throws -> RotationReader {
        let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let done = directory.appending(path: "done").path
        return try begun((program, ["rotation", "read", log.path, output.path, "--done", done]), output, nil)
    }

    private static func begun(
        _ command: (path: String, arguments: [String]), _ output: URL, _ standardOutput: FileHandle?
    ) throws -> RotationReader {
        let process = Process()
        process.executableURL = URL(filePath: command.path)
        process.arguments = command.arguments
        if let standardOutput { process.standardOutput = standardOutput }
        process.standardError = FileHandle.nullDevice
        try process.run()
        return RotationReader(process: process, output: output, command: command)
    }

    /// The same command in another process.
    func killedAndBegunAgain() throws -> RotationReader {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        return try Self.begun(command, output, nil)
    }

    func waitForEnd() { process.waitUntilExit() }

    /// Ends a reader that does not end by itself, once it has written nothing for so many seconds.
    func stop(afterQuiet seconds: Double) {
        var size = -1
        while let now = try? FileManager.default.attributesOfItem(atPath: output.path)[.size] as? Int, now != size {
            size = now
            Thread.sleep(forTimeInterval: seconds)
        }
        process.terminate()
        process.waitUntilExit()
    }

    /// - Parameter written: How many lines there were.
    func outcome(_ written: Int) throws -> RotationRow.Outcome {
        var counts: [Substring: Int] = [:]
        let text = String(decoding: try Data(contentsOf: output), as: UTF8.self)
        for line in text.split(separator: "\n") { counts[line, default: 0] += 1 }
        let lost = (0..<written).count { counts[RotationTrial.line($0).dropLast()] == nil }
        return RotationRow.Outcome(lost: lost, repeated: counts.values.reduce(0) { $0 + $1 - 1 })
    }
}
