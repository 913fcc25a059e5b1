import Glibc
import SeededNumbers

@testable import ByteSources

/// A service that writes numbered lines while its file is rotated, and a follower that looks now and then.
struct RotatedLog {
    enum Mode: CaseIterable, Sendable {
        case rename, lateWriter, copyTruncate, linkSwitch
    }

    let mode: Mode
    var lines = 3000
    var rotations = 30
    /// How often the follower is killed and begun again from its checkpoint.
    var kills = 0
    var seed: UInt64 = 1

    /// How many lines are missing, and how many are there too often.
    func run() -> (missing: Int, extra: Int) {
        let directory = TemporaryDirectory()
        let path = directory("log")
        var generator = SeededGenerator(seed: seed)
        var follower = Self.follower(path, nil)
        var taken: [String] = []
        var writer = begin(directory, 0)
        taken += follower.poll()
        // Before there is a checkpoint, a follower that is begun again begins as at first.
        var saved = (memory: follower.tail.memory(), count: 0)
        var late: (until: Int, rotation: Int)?
        let perRotation = lines / rotations
        for number in 0..<lines {
            if number % perRotation == perRotation / 2 {
                let rotation = number / perRotation + 1
                switch mode {
                case .rename:
                    rename(path, directory("log.\(rotation)"))
                    writer = begin(directory, rotation)
                case .lateWriter:
                    rename(path, directory("log.\(rotation)"))
                    late = (number + perRotation / 3, rotation)
                case .copyTruncate:
                    copy(path, to: directory("log.\(rotation)"))
                    writer.truncate()
                case .linkSwitch: writer = begin(directory, rotation)
                }
            }
            if let ended = late, ended.until == number {
                writer = begin(directory, ended.rotation)
                late = nil
            }
            let text = Self.line(number)
            if number % 97 == 96 {
                writer.write(String(text.prefix(20)))
                taken += follower.poll()
                writer.write(String(text.dropFirst(20)) + "\n")
            } else {
                writer.write(text + "\n")
            }
            if Int.random(in: 0..<40, using: &generator) == 0 { taken += follower.poll() }
            if Int.random(in: 0..<150, using: &generator) == 0 { saved = (follower.tail.memory(), taken.count) }
            if kills > 0 && number % (lines / kills) == lines / kills / 2 + 7 {
                taken.removeSubrange(saved.count...)
                follower = Self.follower(path, saved.memory)
            }
        }
        taken += follower.poll() + follower.poll() + follower.finish()
        let all = Set(taken)
        return ((0..<lines).count { !all.contains(Self.line($0)) }, taken.count - all.count)
    }

    static func line(_ number: Int) -> String { "\(number) the quick brown fox jumps over the lazy dog" }

    private static func follower(_ path: String, _ memory: TailMemory?) -> Follower {
        Follower(path, capacity: 65_536, resuming: memory, registry: FileRegistry())
    }

    private func begin(_ directory: TemporaryDirectory, _ number: Int) -> Writer {
        guard mode == .linkSwitch else { return Writer(directory("log")) }
        let writer = Writer(directory("app-\(number)"))
        symlink(directory("app-\(number)"), directory("next"))
        rename(directory("next"), directory("log"))
        return writer
    }
}
