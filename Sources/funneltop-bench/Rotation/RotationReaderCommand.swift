import ArgumentParser
import ByteSources
import Foundation

/// Follows a log with funneltop's own reader, and goes on from what it saved last.
struct RotationReaderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Write the lines of a log to a file, going on after a kill.",
        shouldDisplay: false)

    @Argument(help: "The log.")
    var log: String

    @Argument(help: "Where its lines go; beside it is what is saved.")
    var output: String

    @Option(help: "Ends when this file is there and nothing is left to be read.")
    var done: String

    /// Polls without news before the end.
    private static let quietPolls = 20

    func run() throws {
        let place = URL(filePath: output + ".saved")
        let saved = (try? Data(contentsOf: place)).flatMap { try? JSONDecoder().decode(SavedReading.self, from: $0) }
        if !FileManager.default.fileExists(atPath: output) {
            _ = FileManager.default.createFile(atPath: output, contents: nil)
        }
        let file = try FileHandle(forWritingTo: URL(filePath: output))
        // What was written since then is read again.
        try file.truncate(atOffset: UInt64(saved?.outputSize ?? 0))
        let tail = FileTail(
            path: log, start: .beginning, resuming: saved?.memory.tailMemory, registry: FileRegistry())
        let reader = ChunkReader(tail, index: 0, pool: ChunkPool(capacity: 1 << 16))
        let clock = ContinuousClock()
        let begin = clock.now
        var quietPolls = 0
        while quietPolls < Self.quietPolls {
            _ = reader.poll(now: begin.duration(to: clock.now))
            var hasNews = false
            while let chunk = reader.next(completeLength: wholeLines) {
                hasNews = true
                try chunk.withBytes { try file.write(contentsOf: Data($0)) }
            }
            let memory = SavedMemory(tail.memory())
            let reading = SavedReading(outputSize: Int(try file.offset()), memory: memory)
            if hasNews { try JSONEncoder().encode(reading).write(to: place, options: .atomic) }
            quietPolls = !hasNews && FileManager.default.fileExists(atPath: done) ? quietPolls + 1 : 0
            Thread.sleep(forTimeInterval: 0.05)
        }
    }

    private func wholeLines(_ bytes: UnsafeRawBufferPointer) -> Int {
        (bytes.lastIndex(of: UInt8(ascii: "\n")) ?? -1) + 1
    }
}

/// What the reader saves: its memory, and how much it had written with it.
struct SavedReading: Codable {
    let outputSize: Int
    let memory: SavedMemory
}
