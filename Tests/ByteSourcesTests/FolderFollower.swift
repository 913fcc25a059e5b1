@testable import ByteSources

/// Follows all files of a directory, as they come and go.
final class FolderFollower {
    private let pattern: SourcePattern
    private let registry = FileRegistry()
    private var readers: [(path: String, reader: ChunkReader)] = []
    private var now: Duration = .zero

    init(_ path: String) { pattern = SourcePattern(path) }

    func poll(after wait: Duration = .milliseconds(250)) -> [String] {
        now += wait
        for path in (try? pattern.expand()) ?? [] where !readers.contains(where: { $0.path == path }) {
            let tail = FileTail(path: path, start: .beginning, registry: registry)
            readers.append((path, ChunkReader(tail, index: readers.count, pool: ChunkPool(capacity: 4096))))
        }
        for (_, reader) in readers { _ = reader.poll(now: now) }
        return readers.flatMap { $0.reader.lines() }
    }

    func state(of path: String) -> SourceState? {
        readers.first { $0.path == path }?.reader.source.state
    }
}
