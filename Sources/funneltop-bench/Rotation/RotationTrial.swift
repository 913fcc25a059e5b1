import Foundation

/// One mode: writes and rotates, with three readers beside it.
struct RotationTrial {
    let mode: RotationMode
    let lines: Int
    let rotations: Int
    let kills: Int
    let rate: Int

    /// A torn write every so many lines.
    private static let tearing = 97
    /// Lines that the late writer still writes to the renamed file.
    private static let lateLines = 200
    /// How long readers must have nothing new at the end.
    private static let quiet = 1.0

    func run() throws -> RotationRow {
        let directory = FileManager.default.temporaryDirectory.appending(path: "rotation-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        let log = directory.appending(path: "log")
        let rotator = try LogRotator(mode: mode, directory: directory, log: log)

        let gnuTail = try? RotationReader.gnuTail(log, output: directory.appending(path: "tail.out"))
        let reader = try RotationReader.own(log, output: directory.appending(path: "first.out"), directory)
        var killed = try RotationReader.own(log, output: directory.appending(path: "second.out"), directory)
        // tail says nothing when it is ready.
        Thread.sleep(forTimeInterval: 0.5)

        let written = try write(rotator) { killed = try killed.killedAndBegunAgain() }
        _ = FileManager.default.createFile(atPath: directory.appending(path: "done").path, contents: nil)
        reader.waitForEnd()
        killed.waitForEnd()
        gnuTail?.stop(afterQuiet: Self.quiet)
        return RotationRow(
            mode: mode, gnuTail: try gnuTail?.outcome(written), reader: try reader.outcome(written),
            killedReader: try killed.outcome(written))
    }

    /// - Parameter kill: Called `kills` times.
    /// - Returns: How many lines were written.
    private func write(_ rotator: LogRotator, kill: () throws -> Void) throws -> Int {
        let begin = Date()
        let perRotation = lines / rotations
        var number = 0
        func writeOne() throws {
            let text = Self.line(number)
            if number % Self.tearing == Self.tearing - 1 {
                try rotator.write(String(text.prefix(12)))
                Thread.sleep(forTimeInterval: 0.002)
                try rotator.write(String(text.dropFirst(12)))
            } else {
                try rotator.write(text)
            }
            number += 1
        }
        for index in 0..<lines {
            if index % perRotation == perRotation / 2 && index / perRotation < rotations {
                try rotator.rotate()
                if mode == .lateWriter {
                    // A service that is told a little later.
                    Thread.sleep(forTimeInterval: 0.02)
                    for _ in 0..<Self.lateLines { try writeOne() }
                }
                try rotator.beginAnew()
            }
            try writeOne()
            if kills > 0 && index % (lines / kills) == lines / kills / 2 { try kill() }
            let ahead = Double(index) / Double(rate) - Date().timeIntervalSince(begin)
            if ahead > 0.005 { Thread.sleep(forTimeInterval: ahead) }
        }
        return number
    }

    static func line(_ number: Int) -> String { "line \(number) of a log that is rotated\n" }
}
