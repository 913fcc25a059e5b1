/// The files that the tails of one reading have read, so that none is read twice under another name.
///
/// Rotation renames files, copies them and compresses the copies. Where a directory or a pattern names the old files
/// too, each of these turns up as a new file. Give all tails of a reading one registry, and a new reading a new one.
/// Used by one queue.
package final class FileRegistry {
    /// Files known, at most; the oldest are forgotten first.
    private static let limit = 10_000
    private static let rewrittenLimit = 256
    /// A shorter beginning does not tell files apart.
    private static let shortestHead = 64

    private struct Entry {
        /// The tail that has it open; nil once it was closed.
        var owner: Int?
        var position: FilePosition
    }

    /// A tail that is asked about copies of what it reads.
    private struct Member {
        weak var tail: FileTail?
    }

    private var entries: [FileIdentity: Entry] = [:]
    /// Files found to be copies.
    private var copies: Set<FileIdentity> = []
    /// Oldest first.
    private var order: [FileIdentity] = []
    private var members: [Member] = []
    /// What was read of files that hold something else now, oldest first.
    private var rewritten: [FilePosition] = []
    private var firstLook: Duration?

    package init() {}

    /// Takes a tail in; its number.
    func join(_ tail: FileTail) -> Int {
        members.append(Member(tail: tail))
        return members.count - 1
    }

    /// True if another tail reads the file, or it is a copy of one that was read.
    func isTaken(_ identity: FileIdentity, from owner: Int) -> Bool {
        if copies.contains(identity) { return true }
        guard let holder = entries[identity]?.owner else { return false }
        return holder != owner
    }

    /// How far any tail has read the file, to go on from there.
    func position(of identity: FileIdentity) -> FilePosition? {
        entries[identity]?.position
    }

    /// Says that a tail has closed a file; another may go on with it where it is written to again.
    func release(_ generation: Generation, of owner: Int) {
        note(generation, of: owner)
        entries[generation.position.identity]?.owner = nil
    }

    /// Notes what is known of a file that is read.
    func note(_ generation: Generation, of owner: Int) {
        let position = generation.position
        if entries.updateValue(Entry(owner: owner, position: position), forKey: position.identity) == nil {
            order.append(position.identity)
        }
        guard order.count > Self.limit else { return }
        for identity in order.prefix(Self.limit / 10) { entries[identity] = nil }
        order.removeFirst(Self.limit / 10)
    }

    /// Keeps what was read of a file that was emptied or rewritten, to know a compressed copy of it.
    func noteRewritten(_ generation: Generation) {
        rewritten.append(generation.position)
        rewritten.removeFirst(max(0, rewritten.count - Self.rewrittenLimit))
    }

    /// What a file that came while others were read holds of these.
    enum Finding {
        case new
        /// Nothing that is not read elsewhere, or not yet all of it.
        case copy
        /// So many bytes, decompressed, that were read before.
        case readBefore(Int)
    }

    /// Looks for what was read before in a file that no tail has read. Files from the start are never copies.
    func examine(_ file: OpenFile, _ facts: FileFacts, for owner: Int, now: Duration) -> Finding {
        guard let firstLook else {
            self.firstLook = now
            return .new
        }
        guard now > firstLook, facts.kind == .regular else { return .new }
        if let original = Self.uncompressedName(of: file.path), let known = try? FileFacts(path: original),
            entries[known.identity] != nil || copies.contains(known.identity)
        {
            // It is being compressed, or was and is kept.
            return .copy
        }
        let isPlainCopy = members.indices.contains { index in
            index != owner && members[index].tail?.holdsWhatIsRead(file, facts) == true
        }
        let finding = isPlainCopy ? .copy : examineCompressed(file)
        if case .copy = finding {
            if copies.count >= Self.limit { copies.removeAll() }
            copies.insert(facts.identity)
        }
        return finding
    }

    private func examineCompressed(_ file: OpenFile) -> Finding {
        guard let compressed = CompressedFile(file) else { return .new }
        let head = compressed.head()
        func isAlike(_ position: FilePosition) -> Bool {
            position.head.count >= Self.shortestHead && head.starts(with: position.head)
        }
        for entry in entries.values where isAlike(entry.position) {
            // What is left of a file that is open is read there.
            if case .other = compressed.compare(with: entry.position) { continue }
            return .copy
        }
        for position in rewritten.reversed() where isAlike(position) {
            switch compressed.compare(with: position) {
            case .other: continue
            case .same: return .copy
            case .more: return .readBefore(position.offset)
            }
        }
        return .new
    }

    private static func uncompressedName(of path: String) -> String? {
        for ending in [".gz", ".zst"] where path.hasSuffix(ending) { return String(path.dropLast(ending.count)) }
        return nil
    }
}
