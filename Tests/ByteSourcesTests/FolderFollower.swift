@testable import ByteSources

/// Follows all files of a directory, as they come and go.
final class FolderFollower {
    private let pattern: SourcePattern
    private let registry = FileRegistry()
    private var readers: [(path: String, reader: ChunkReader)] = []
    private var now: Duration = .zero
    /// Of an earlier process, by path.
    private var resuming: [String: TailMemory]

    init(_ path: String, resuming: [String: TailMemory] = [:]) {
        pattern = SourcePattern(path)
        self.resuming = resuming
    }

    /// What a later process must know, by path.
    var memories: [String: TailMemory] {
        readers.reduce(into: resuming) { memories, entry in
            memories[entry.path] = (entry.reader.source as? FileTail)?.memory()
        }
    }

    func poll(after wait: Duration = .milliseconds(250)) -> [String] {
        now += wait
        let paths = resuming.keys.sorted() + ((try? pattern.expand()) ?? [])
        for path in paths where !readers.contains(where: { $0.path == path }) {
            let memory = resuming.removeValue(forKey: path)
            let tail = FileTail(path: path, start: .beginning, resuming: memory, registry: registry)
            readers.append((path, ChunkReader(tail, index: readers.count, pool: ChunkPool(capacity: 4096))))
        }
        for (_, reader) in readers { _ = reader.poll(now: now) }
        return readers.flatMap { $0.reader.lines() }
    }

    func state(of path: String) -> SourceState? {
        readers.first { $0.path == path }?.reader.source.state
    }

    /// How many files are held open.
    var openFiles: Int {
        readers.reduce(0) { $0 + (($1.reader.source as? FileTail)?.openFiles.count ?? 0) }
    }
}
