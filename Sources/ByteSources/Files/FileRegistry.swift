/// The files that the tails of one reading have read, so that none is read twice under another name.
///
/// Rotation renames files, copies them and compresses the copies. Where a directory or a pattern names the old files
/// too, each of these turns up as a new file. Give all tails of a reading one registry, and a new reading a new one.
/// Used by one queue.
package final class FileRegistry {
    /// Files known, at most; the oldest are forgotten first.
    private static let limit = 10_000
    /// A shorter beginning does not tell files apart.
    private static let shortestHead = 64

    private struct Entry {
        let owner: Int
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
    private var firstLook: Duration?

    package init() {}

    /// Takes a tail in; its number.
    func join(_ tail: FileTail) -> Int {
        members.append(Member(tail: tail))
        return members.count - 1
    }

    /// True if another tail reads or has read the file, or one that it is a copy of.
    func isTaken(_ identity: FileIdentity, from owner: Int) -> Bool {
        copies.contains(identity) || entries[identity].map { $0.owner != owner } ?? false
    }

    /// Notes how far a file was read.
    func note(_ position: FilePosition, of owner: Int) {
        if entries.updateValue(Entry(owner: owner, position: position), forKey: position.identity) == nil {
            order.append(position.identity)
        }
        guard order.count > Self.limit else { return }
        for identity in order.prefix(Self.limit / 10) { entries[identity] = nil }
        order.removeFirst(Self.limit / 10)
    }

    /// True for a file that came while others were read, and that holds what was read of one of them.
    ///
    /// Files that are there from the start are never taken for copies.
    func isCopy(_ file: OpenFile, _ facts: FileFacts, for owner: Int, now: Duration) -> Bool {
        guard let firstLook else {
            self.firstLook = now
            return false
        }
        guard now > firstLook, facts.kind == .regular else { return false }
        if let original = Self.uncompressedName(of: file.path), let known = try? FileFacts(path: original),
            entries[known.identity] != nil
        {
            // It is being compressed, or was and is kept.
            return true
        }
        let isPlainCopy = members.indices.contains { index in
            index != owner && members[index].tail?.holdsWhatIsRead(file, facts) == true
        }
        guard isPlainCopy || isCompressedCopy(file, facts) else { return false }
        if copies.count >= Self.limit { copies.removeAll() }
        copies.insert(facts.identity)
        return true
    }

    private func isCompressedCopy(_ file: OpenFile, _ facts: FileFacts) -> Bool {
        guard let content = CompressedContent(file, size: facts.size) else { return false }
        return entries.values.contains { entry in
            let head = entry.position.head
            return head.count >= Self.shortestHead && content.size == UInt32(truncatingIfNeeded: entry.position.offset)
                && content.head.starts(with: head)
        }
    }

    private static func uncompressedName(of path: String) -> String? {
        for ending in [".gz", ".zst"] where path.hasSuffix(ending) { return String(path.dropLast(ending.count)) }
        return nil
    }
}
