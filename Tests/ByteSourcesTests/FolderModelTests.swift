import Glibc
import SeededNumbers
import Testing

@testable import ByteSources

/// What can happen in a followed directory.
private enum Action: String, CaseIterable {
    case write, writeLate, rotate, createCopy, copyTruncate, compress, begin, writeOther, poll, wait, checkpoint, kill
}

/// Carries out actions on real files and keeps the lines that must be read.
private final class Interpreter {
    private let directory = TemporaryDirectory()
    private var follower: FolderFollower
    private var serial = 0
    private var written: [String] = []
    private var read: [String] = []
    /// What a later process must know, and how many lines were read with it.
    private var saved: (memories: [String: TailMemory], count: Int) = ([:], 0)
    /// Rotated files that are not compressed, and whether their writer is still there.
    private var rotated: [(number: Int, writer: Writer?)] = []
    private var current: [String: Writer] = [:]
    private var others: [Writer] = []
    /// With which every file begins; counted nowhere.
    private let header: String
    /// Rotation gives names that do not begin with that of the file.
    private let namesApart: Bool
    /// The copy that has been created and is not filled yet.
    private var copyUnderWay: Int?

    init(seed: UInt64) {
        header = ["", "name,value", String(repeating: "=", count: 100)][Int(seed % 3)]
        namesApart = seed % 5 == 0
        follower = FolderFollower(directory.path)
        begin()
        append(current["log"])
        take(follower.poll())
        saved = (follower.memories, read.count)
    }

    /// Lines that were missed or read too often, with how many times too few.
    func run(_ actions: [Action]) -> [String: Int] {
        for action in actions { perform(action) }
        take(follower.poll())
        take(follower.poll())
        var counts: [String: Int] = [:]
        for line in written { counts[line, default: 0] += 1 }
        for line in read { counts[line, default: 0] -= 1 }
        return counts.filter { $0.value != 0 }
    }

    private func perform(_ action: Action) {
        serial += 1
        switch action {
        case .write: append(current["log"])
        case .writeLate: append(rotated.last?.writer)
        case .begin:
            let writer = Writer(directory("other\(serial).log"))
            write(header, to: writer)
            others.append(writer)
        case .writeOther: append(others.last)
        case .rotate:
            rename(directory("log"), directory(rotatedName(serial)))
            rotated.append((serial, current["log"]))
            begin()
        case .createCopy:
            if copyUnderWay != nil { return }
            copyUnderWay = serial
            _ = Writer(directory(rotatedName(serial)))
        case .copyTruncate:
            let number = copyUnderWay ?? serial
            copyUnderWay = nil
            copy(directory("log"), to: directory(rotatedName(number)))
            current["log"]?.truncate()
            write(header, to: current["log"])
            rotated.append((number, nil))
        case .compress:
            guard !rotated.isEmpty else { return }
            let name = rotatedName(rotated.removeFirst().number)
            let content = Array(slurp(directory(name)))
            Writer(directory(name + ".gz")).write(Compressing.gzip(content))
            unlink(directory(name))
        case .checkpoint: saved = (follower.memories, read.count)
        case .kill:
            read.removeSubrange(saved.count...)
            follower = FolderFollower(directory.path, resuming: saved.memories)
        case .poll: take(follower.poll())
        case .wait:
            take(follower.poll(after: .seconds(11)))
            take(follower.poll(after: .seconds(11)))
        }
    }

    private func rotatedName(_ number: Int) -> String { namesApart ? "old-\(number).log" : "log.\(number)" }

    private func begin() {
        current["log"] = Writer(directory("log"))
        write(header, to: current["log"])
    }

    private func write(_ line: String, to writer: Writer?) {
        if !line.isEmpty { writer?.write(line + "\n") }
    }

    private func append(_ writer: Writer?) {
        guard let writer else { return }
        for _ in 0..<2 {
            serial += 1
            let line = "\(serial) " + String(repeating: "-", count: 70)
            writer.write(line + "\n")
            written.append(line)
        }
    }

    private func take(_ lines: [String]) {
        read += lines.filter { $0 != header }
    }

    private func slurp(_ path: String) -> [UInt8] {
        guard let file = try? OpenFile(path: path), let facts = try? file.facts() else { return [] }
        return file.bytes(at: 0, count: facts.size)
    }
}

/// Random actions in a followed directory; for minutes as `TailModelTests` are.
@Suite struct FolderModelTests {
    @Test func `reads every line of a followed directory once, whatever rotation does with it`() {
        for seed in UInt64(1)...100 where !passes(seed, 25) { return }
    }

    @Test(.enabled(if: SoakSeeds.areWanted)) func `goes on doing so for minutes`() {
        for seed in SoakSeeds() where !passes(seed, 10 + Int(seed % 60)) { return }
    }

    /// Tries one seed and records what fails.
    private func passes(_ seed: UInt64, _ length: Int) -> Bool {
        var generator = SeededGenerator(seed: seed)
        let actions = (0..<length).compactMap { _ in Action.allCases.randomElement(using: &generator) }
        guard !Interpreter(seed: seed).run(actions).isEmpty else { return true }
        let shrunk = shrink(actions) { !Interpreter(seed: seed).run($0).isEmpty }
        let wrong = Interpreter(seed: seed).run(shrunk)
        Issue.record("seed \(seed): \(shrunk.map(\.rawValue)): times too few \(wrong.mapKeys { $0.prefix(5) })")
        return false
    }
}

extension Dictionary where Value == Int {
    fileprivate func mapKeys(_ change: (Key) -> Substring) -> [String] {
        map { "\(change($0.key)): \($0.value)" }.sorted()
    }
}
