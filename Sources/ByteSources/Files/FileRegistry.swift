/// The files that the tails of one reading have read, so that none is read twice under another name.
///
/// Rotation renames files, copies them and compresses the copies. Where a directory or a pattern names the old files
/// too, each of these turns up as a new file. Give all tails of a reading one registry, and a new reading a new one.
/// Used by one queue.
package final class FileRegistry {
    /// Files known, at most; the oldest are forgotten first.
    private static let limit = 10_000
    private static let rewrittenLimit = 256

    private struct Entry {
        /// The tail that has it open; nil once it was closed.
        var owner: Int?
        var position: FilePosition
        /// Bytes of a compressed copy that were read, once it is decoded; nil where that cannot be said.
        var skip: Int?
    }

    /// A tail that is asked about copies of what it reads.
    private struct Member {
        weak var tail: FileTail?
    }

    private var entries: [FileIdentity: Entry] = [:]
    /// Files found to be copies, and their sizes then; below zero where that could not be decided. What begins like
    /// another file may be one of its own: it is looked at again when it has grown.
    private var copies: [FileIdentity: Int] = [:]
    /// Oldest first.
    private var order: [FileIdentity] = []
    private var members: [Member] = []
    /// What was read of files that hold something else now, oldest first.
    private var rewritten: [(owner: Int, file: TailMemory.File)] = []
    private var firstLook: Duration?
    /// A tail goes on where an earlier process stood: what is there from the start may be known.
    private var isResumed = false

    package init() {}

    /// Takes a tail in; its number.
    func join(_ tail: FileTail) -> Int {
        members.append(Member(tail: tail))
        return members.count - 1
    }

    /// Takes over what a tail knew in an earlier process.
    func recall(_ memory: TailMemory, of owner: Int) {
        isResumed = true
        // First, because the files themselves hold something else since.
        for file in memory.rewritten { noteRewritten(file, of: owner) }
        for file in memory.finished { note(file.position, skip: file.skip, of: nil) }
        for file in memory.old { note(file.position, skip: file.skip, of: owner) }
        if let file = memory.current { note(file.position, skip: file.skip, of: owner) }
        if let copy = memory.copy { copies[copy.identity] = copy.size }
    }

    /// Has all tails find the files again that they had in an earlier process.
    func findFilesAgain(now: Duration) {
        guard isResumed else { return }
        for member in members { member.tail?.findAgain(now: now) }
    }

    /// What is known of a file that was found to be a copy.
    func copy(_ identity: FileIdentity) -> TailMemory.Copy? {
        copies[identity].map { TailMemory.Copy(identity: identity, size: $0) }
    }

    /// What was read of files of a tail that hold something else now, oldest first.
    func rewrittenFiles(of owner: Int) -> [TailMemory.File] {
        rewritten.filter { $0.owner == owner }.map(\.file)
    }

    /// True if another tail reads the file, or it is a copy of one that was read.
    func isTaken(_ identity: FileIdentity, from owner: Int) -> Bool {
        copies[identity] != nil || isOpen(identity, besides: owner)
    }

    /// True if another tail reads the file.
    func isOpen(_ identity: FileIdentity, besides owner: Int) -> Bool {
        guard let holder = entries[identity]?.owner else { return false }
        return holder != owner
    }

    /// The same as `isTaken`, as long as a copy has not grown.
    func isPassedOver(_ facts: FileFacts, from owner: Int) -> Bool {
        copies[facts.identity] == facts.size || isOpen(facts.identity, besides: owner)
    }

    /// How far any tail has read the file, to go on from there.
    func position(of identity: FileIdentity) -> FilePosition? {
        entries[identity]?.position
    }

    func knows(_ isTrue: (FilePosition) -> Bool) -> Bool { entries.values.contains { isTrue($0.position) } }

    /// Says that a tail has closed a file; another may go on with it where it is written to again.
    func release(_ generation: Generation, of owner: Int) {
        note(generation, of: owner)
        entries[generation.position.identity]?.owner = nil
    }

    /// Notes what is known of a file that is read.
    func note(_ generation: Generation, of owner: Int) {
        copies[generation.position.identity] = nil
        note(generation.position, skip: generation.skip, of: owner)
    }

    private func note(_ position: FilePosition, skip: Int?, of owner: Int?) {
        if entries.updateValue(Entry(owner: owner, position: position, skip: skip), forKey: position.identity) == nil {
            order.append(position.identity)
        }
        guard order.count > Self.limit else { return }
        for identity in order.prefix(Self.limit / 10) { entries[identity] = nil }
        order.removeFirst(Self.limit / 10)
    }

    /// Keeps what was read of a file that was emptied, rewritten or removed, to know a compressed copy of it.
    func noteRewritten(_ file: TailMemory.File, of owner: Int) {
        rewritten.append((owner, file))
        rewritten.removeFirst(max(0, rewritten.count - Self.rewrittenLimit))
        entries[file.position.identity] = nil
        order.removeAll { $0 == file.position.identity }
    }

    /// What a file that came while others were read holds of these.
    enum Finding {
        case new
        /// Nothing that is not read elsewhere, or not yet all of it.
        case copy
        /// What it may be a copy of has been rewritten, which the tail that reads it has yet to see.
        case undecided
        /// Up to an offset what was read before, in a file that holds something else now.
        case readTo(Int)
        /// So many bytes, decompressed, that were read before.
        case readBefore(Int)
    }

    /// Looks for what was read before in a file that no tail has read. Files from the start are never copies.
    func examine(_ file: OpenFile, _ facts: FileFacts, for owner: Int, now: Duration) -> Finding {
        let first = firstLook ?? now
        firstLook = first
        guard now > first || isResumed, facts.kind == .regular else { return .new }
        if let original = CompressedFile.uncompressedName(of: file.path), let known = try? FileFacts(path: original),
            entries[known.identity] != nil || copies[known.identity] != nil
        {
            // It is being compressed, or was and is kept.
            return .copy
        }
        let isPlainCopy = hasMember(besides: owner) { $0.holdsWhatIsRead(file, facts) }
        let finding: Finding
        if isPlainCopy {
            finding = .copy
        } else if let compressed = CompressedFile(file) {
            finding = examineCompressed(compressed)
        } else {
            finding = examinePlain(file, facts, for: owner)
        }
        if copies.count >= Self.limit { copies.removeAll() }
        switch finding {
        case .copy: copies[facts.identity] = facts.size
        case .undecided: copies[facts.identity] = -1
        case .new, .readTo, .readBefore: copies[facts.identity] = nil
        }
        return finding
    }

    /// Looks for what was read of files that hold something else now.
    private func examinePlain(_ file: OpenFile, _ facts: FileFacts, for owner: Int) -> Finding {
        // What was a copy of something may have become one of what is gone.
        let wasCopy = copies[facts.identity] != nil
        func holds(_ position: FilePosition) -> Bool {
            (position.isTelling || wasCopy) && position.offset > 0 && position.isValid(in: file, size: facts.size)
        }
        if hasMember(besides: owner, where: { $0.hasLost(holds) }) { return .undecided }
        let known = rewritten.map(\.file).filter { !$0.isDecoded && holds($0.position) }
        return known.max { $0.position.offset < $1.position.offset }.map { .readTo($0.taken) } ?? .new
    }

    private func hasMember(besides owner: Int, where isTrue: (FileTail) -> Bool) -> Bool {
        members.indices.contains { $0 != owner && members[$0].tail.map(isTrue) == true }
    }

    /// True for the compressed copy of a file that another tail has open.
    func holdsOpenFile(_ compressed: CompressedFile, besides owner: Int) -> Bool {
        hasMember(besides: owner) { $0.holdsOpenFile(compressed) }
    }

    /// Looks for what was read before in a compressed file.
    func examineCompressed(_ compressed: CompressedFile) -> Finding {
        let head = compressed.head()
        func isAlike(_ position: FilePosition) -> Bool {
            position.isTelling && head.starts(with: position.head)
        }
        let lost = rewritten.map { _, file in
            let entry = Entry(owner: nil, position: file.position, skip: file.skip)
            return (entry, isTaken: file.taken == file.position.offset)
        }
        // Files begin alike: it is the copy of that of which it holds the most.
        let known = (entries.values.map { ($0, isTaken: true) } + lost).filter { isAlike($0.0.position) }
            .sorted { $0.0.position.offset > $1.0.position.offset }
        for (entry, isTaken) in known {
            switch compressed.compare(with: entry.position) {
            case .other: continue
            case .same where isTaken: return .copy
            case .same, .more:
                guard let owner = entry.owner else { return entry.skip.map { .readBefore($0) } ?? .copy }
                let tail = members[owner].tail
                // What is left of a file that is open is read there.
                if tail?.holdsOpenFile(compressed) == true { return .copy }
                if tail?.hasLost(compressed.holds) == true { return .undecided }
            // It only begins like that file.
            }
        }
        return .new
    }
}
