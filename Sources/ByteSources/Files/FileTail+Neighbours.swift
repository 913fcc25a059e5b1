/// Where rotation puts old files: beside the path, under its name with something behind it.
extension FileTail {
    /// A file beside the path that is read, and from where.
    struct Neighbour {
        let file: OpenFile
        let facts: FileFacts
        var offset = 0
        /// Decoded bytes to leave out; nil for a file read as it is.
        var skip: Int?
    }

    /// Files beside the path that are known without being read, at most.
    private static let strangerLimit = 16
    /// Files seen beside the targets of a link that are remembered, about.
    private static let seenLimit = 10_000

    /// Takes note of what stands beside the path and is not read.
    func noteStrangers() {
        let beside = filesBeside()
        seenBeside.formUnion(beside.map(\.facts.identity))
        strangers = beside.sorted { $0.facts.modified < $1.facts.modified }.suffix(Self.strangerLimit)
            .compactMap { stranger in
                guard let file = try? OpenFile(path: stranger.path), let facts = try? file.facts() else { return nil }
                return FilePosition(of: file, facts: facts, offset: facts.size)
            }
    }

    /// What holds the rest of a file that was emptied.
    enum Copy {
        /// Read on in the same stream.
        case plain(Generation)
        /// Read as another stream.
        case compressed(Neighbour)

        var identity: FileIdentity {
            switch self {
            case .plain(let generation): generation.position.identity
            case .compressed(let neighbour): neighbour.facts.identity
            }
        }
    }

    /// The copies that were made of files before they were emptied, by stream. To be found for all of them before any
    /// file beside them is taken for one that nobody has read.
    ///
    /// - Parameter filled: files that were opened while they were empty, of which nothing has been read.
    func copies(of rewritten: [Generation], among filled: Set<FileIdentity>) -> [StreamID: Copy] {
        var copies: [StreamID: Copy] = [:]
        for generation in rewritten.reversed() {
            let taken = Set(copies.values.map(\.identity))
            guard let copy = copyBeside(of: generation, besides: taken, filled) else { continue }
            copies[generation.stream] = copy
            seenBeside.insert(copy.identity)
        }
        return copies
    }

    /// The copy that was made of a file before it was emptied, at the position reached in the file.
    private func copyBeside(
        of rewritten: Generation, besides taken: Set<FileIdentity>, _ filled: Set<FileIdentity>
    ) -> Copy? {
        guard !rewritten.position.head.isEmpty else { return nil }
        let candidates = filesBeside(rewritten.file.presentPath).filter { candidate in
            // Copies of earlier rounds may begin alike; the new one is younger than what was last seen of the file.
            let isFilled = filled.contains(candidate.facts.identity)
            let isNew = isFilled || !seenBeside.contains(candidate.facts.identity)
            let age = candidate.facts.modified - rewritten.knownModified
            return (isNew ? age >= 0 : age > 0)
                && !taken.contains(candidate.facts.identity)
                && (isFilled || !openFiles.contains(candidate.facts.identity))
                && registry?.isOpen(candidate.facts.identity, besides: member) != true
        }
        let files = candidates.sorted { $0.facts.modified > $1.facts.modified }
            .compactMap { candidate -> Neighbour? in
                guard let file = try? OpenFile(path: candidate.path), let facts = try? file.facts() else { return nil }
                return Neighbour(file: file, facts: facts)
            }
        if let copy = files.first(where: { rewritten.position.isValid(in: $0.file, size: $0.facts.size) }) {
            let offset = rewritten.restart ?? rewritten.position.offset
            let position = FilePosition(of: copy.file, facts: copy.facts, offset: offset)
            let generation = Generation(copy: copy.file, copy.facts, of: rewritten, position: position, now: now)
            registry?.note(generation, of: member)
            return .plain(generation)
        }
        guard let skip = rewritten.skip,
            var copy = files.first(where: { CompressedFile($0.file)?.holds(rewritten.position) == true })
        else { return nil }
        copy.skip = skip
        return .compressed(copy)
    }

    /// Files never seen beside the path, oldest first: generations that came and went between two polls.
    ///
    /// - Parameter newest: What the path names now.
    func missedGenerations(besides newest: Neighbour? = nil) -> [Neighbour] {
        let beside = filesBeside()
        let held = Set(openFiles).union(remembered.map(\.file.position.identity)).union(foreignFiles)
        let missed = beside.filter { candidate in
            !seenBeside.contains(candidate.facts.identity)
                && !held.contains(candidate.facts.identity)
                && newest?.facts.identity.isSameInode(as: candidate.facts.identity) != true
                && registry?.isTaken(candidate.facts.identity, from: member) != true
                && registry?.position(of: candidate.facts.identity) == nil
                && isGeneration(candidate)
        }
        if formerTargets.isEmpty || seenBeside.count > Self.seenLimit { seenBeside = [] }
        seenBeside.formUnion(beside.map(\.facts.identity))
        let names = Set(beside.map(\.path))
        return grownFiles(beside.filter { newest?.facts.identity != $0.facts.identity })
            + missed.sorted(by: isOlder).compactMap { candidate in
                // What is being compressed is read as it was.
                let isUnderWay = CompressedFile.uncompressedName(of: candidate.path).map(names.contains) == true
                guard !isUnderWay, let file = try? OpenFile(path: candidate.path), let facts = try? file.facts()
                else { return nil }
                guard let compressed = CompressedFile(file) else { return plainGeneration(file, facts) }
                if let newest, compressed.isPart(of: newest.file) { return nil }
                return compressedGeneration(compressed, file, facts)
            }
    }

    /// Closed files that were written to again, or anew.
    private func grownFiles(_ beside: [(path: String, facts: FileFacts)]) -> [Neighbour] {
        beside.compactMap { candidate in
            guard let known = remembered.last(where: { $0.file.position.identity == candidate.facts.identity })?.file,
                !known.isDecoded, candidate.facts.modified >= known.modified, isGeneration(candidate),
                !openFiles.contains(candidate.facts.identity),
                registry?.isTaken(candidate.facts.identity, from: member) != true,
                registry.map({ $0.position(of: candidate.facts.identity) == known.position }) != false,
                let file = try? OpenFile(path: candidate.path), let facts = try? file.facts()
            else { return nil }
            let isIntact = known.position.isValid(in: file, size: facts.size)
            guard facts.size > (isIntact ? known.position.offset : 0) else { return nil }
            return Neighbour(file: file, facts: facts, offset: isIntact ? known.position.offset : 0)
        }
    }

    /// The part of a file that was not read under another name; nil if there is none.
    private func plainGeneration(_ file: OpenFile, _ facts: FileFacts) -> Neighbour? {
        if holdsWhatIsRead(file, facts) { return nil }
        let known = remembered.last { known in
            let position = known.file.position
            return !known.file.isDecoded && position.isValid(in: file, size: facts.size)
                && (position.offset == facts.size || position.isTelling || isEmptied(known.file, into: file))
        }
        guard let known, facts.size > 0 else { return Neighbour(file: file, facts: facts) }
        return known.file.taken < facts.size ? Neighbour(file: file, facts: facts, offset: known.file.taken) : nil
    }

    /// The part of a compressed file that was not read before it was compressed; nil if there is none.
    private func compressedGeneration(
        _ compressed: CompressedFile, _ file: OpenFile, _ facts: FileFacts
    ) -> Neighbour? {
        // Compression keeps the time: what is older than what was read was there before.
        guard facts.modified >= newestBefore else { return nil }
        if holdsOpenFile(compressed) || registry?.holdsOpenFile(compressed, besides: member) == true { return nil }
        for position in strangers where compressed.compare(with: position) != .other { return nil }
        for known in remembered.reversed() {
            switch compressed.compare(with: known.file.position) {
            case .same: return nil
            case .more where known.file.position.isTelling || isEmptied(known.file, into: file):
                return known.file.skip.map { Neighbour(file: file, facts: facts, skip: $0) }
            case .more, .other: continue
            }
        }
        switch registry?.examineCompressed(compressed) ?? .new {
        case .new: return Neighbour(file: file, facts: facts)
        case .readBefore(let skip): return Neighbour(file: file, facts: facts, skip: skip)
        case .copy, .undecided, .readTo: return nil
        }
    }

    /// Files that are being read, the current one last.
    var openGenerations: [Generation] { old + (current.map { [$0] } ?? []) }

    /// True for the compressed copy of a file that is open: what is left of it is read there.
    func holdsOpenFile(_ compressed: CompressedFile) -> Bool {
        openGenerations.contains { $0.kind == .regular && compressed.isPart(of: $0.file) }
    }

    /// True if a file that was being read no longer stands where it stood, which the next poll will see, and this holds
    /// what was read of it.
    ///
    /// - Parameter holds: compares with a position.
    func hasLost(_ holds: (FilePosition) -> Bool) -> Bool {
        openGenerations.contains { generation in
            generation.kind == .regular && generation.position.offset > 0 && !generation.isIntact
                && holds(generation.position)
        }
    }

    /// Names decide where the system's clock is too coarse: `.2` was made before `.1`, `-20260130` before `-20260131`.
    private func isOlder(_ left: (path: String, facts: FileFacts), _ right: (path: String, facts: FileFacts)) -> Bool {
        if left.facts.modified != right.facts.modified { return left.facts.modified < right.facts.modified }
        func number(_ name: String) -> Int? {
            let suffix = (CompressedFile.uncompressedName(of: name) ?? name).dropFirst(path.count + 1)
            return suffix.count < 8 ? Int(suffix) : nil
        }
        guard let old = number(left.path), let new = number(right.path) else { return left.path < right.path }
        return old > new
    }

    /// True where a closed file no longer holds what was read of it, or is gone, and the other has the name that
    /// rotation gives to its copy: then little that is alike is enough.
    private func isEmptied(_ known: TailMemory.File, into copy: OpenFile) -> Bool {
        guard Self.isRotated(copy.path, besides: known.path) else { return false }
        guard let original = try? OpenFile(path: known.path), let facts = try? original.facts(),
            facts.identity == known.position.identity
        else { return true }
        return !known.position.isValid(in: original, size: facts.size)
    }

    /// True for a copy, perhaps an early one, of a file that is being read: its content is not new.
    func holdsWhatIsRead(_ file: OpenFile, _ facts: FileFacts) -> Bool {
        let head = file.bytes(at: 0, count: min(FilePosition.headLimit, facts.size))
        guard !head.isEmpty else { return false }
        let tailOffset = max(0, facts.size - FilePosition.tailLimit)
        let tail = file.bytes(at: tailOffset, count: facts.size - tailOffset)
        return openGenerations.contains { generation in
            if generation.progress.isDecoded, CompressedFile(generation.file)?.holdsAll(of: file) == true {
                return true
            }
            return generation.position.identity != facts.identity && facts.size <= generation.knownSize
                && generation.file.bytes(at: 0, count: head.count) == head
                && generation.file.bytes(at: tailOffset, count: tail.count) == tail
        }
    }
}
