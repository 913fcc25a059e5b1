import Glibc

/// Going on where an earlier process stood.
extension FileTail {
    /// Finds the files of the memory again; what happened is told by the next poll.
    ///
    /// All tails of a registry do this before one of them looks for new files, which the others may know.
    func findAgain(now: Duration) {
        guard let memory = resuming else { return }
        resuming = nil
        hasResumed = true
        self.now = now
        for file in memory.old {
            if let generation = reopened(file, memory) { old.append(generation) }
        }
        guard let file = memory.current, let generation = reopened(file, memory) else { return }
        if let named = try? FileFacts(path: path), named.identity.isSameInode(as: generation.position.identity) {
            current = generation
        } else {
            old.append(generation)
        }
    }

    /// The file under whatever name, or what is left of it in a copy; nil if there is nothing to read.
    private func reopened(_ known: TailMemory.File, _ memory: TailMemory) -> Generation? {
        if let (file, facts) = sameFile(known) {
            if known.position.isValid(in: file, size: facts.size) { return resumed(known, file, facts) }
            // What has no name of rotation may be any file that got the same inode.
            if [path, known.path].contains(file.path) || isRotated(file.path) || isRotated(file.path, of: known.path) {
                return rewritten(known, file, facts)
            }
        }
        if !known.position.head.isEmpty, let copy = movedCopy(known, memory) { return copy }
        if known == memory.current, let replacement = replacement(of: known) { return replacement }
        if known.unreadBytes > 0 {
            let stream = makeStream()
            found.append(.truncated(stream, unreadBytes: known.unreadBytes))
        }
        registry?.noteRewritten(known, of: member)
        return nil
    }

    /// The file reads on behind what was taken.
    private func resumed(_ known: TailMemory.File, _ file: OpenFile, _ facts: FileFacts) -> Generation {
        let position = FilePosition(of: file, facts: facts, offset: known.isDecoded ? known.begin : known.taken)
        let skip = known.isDecoded ? known.taken : nil
        var generation = opened(file, facts, position, skip: skip, &found)
        // What has come into an empty file is looked at as if that had been seen.
        if known.size == 0 { generation.knownSize = 0 }
        return generation
    }

    /// The file has other content now, which the poll finds out in the same way as while running.
    private func rewritten(_ known: TailMemory.File, _ file: OpenFile, _ facts: FileFacts) -> Generation {
        let generation = Generation(stream: makeStream(), file: file, facts: facts, lost: known, now: now)
        found.append(.opened(generation.stream, offset: known.isDecoded ? known.begin : known.taken))
        return generation
    }

    /// The file that was put in the place of the one that is gone, if it holds all that was read of that.
    private func replacement(of known: TailMemory.File) -> Generation? {
        guard !known.isDecoded, known.position.isTelling, let file = try? OpenFile(path: path),
            let facts = try? file.facts(), facts.kind == .regular, !openFiles.contains(facts.identity),
            registry?.isOpen(facts.identity, besides: member) != true,
            known.position.isValid(in: file, size: facts.size)
        else { return nil }
        return resumed(known, file, facts)
    }

    /// What was compressed or copied, and then removed, since the memory was made.
    private func movedCopy(_ known: TailMemory.File, _ memory: TailMemory) -> Generation? {
        // What was read under a name of its own is no copy of another.
        let files = memory.old + memory.finished + [memory.current].compactMap(\.self)
        let readAlready = Set(files.map(\.position.identity))
        let beside = filesBeside(known.path).filter { candidate in
            !openFiles.contains(candidate.facts.identity) && !readAlready.contains(candidate.facts.identity)
                && registry?.isTaken(candidate.facts.identity, from: member) != true
                && candidate.facts.modified >= known.modified
        }
        // What was there before may be compressed while the file itself was still open.
        let before = beside.filter { memory.beside.contains($0.facts.identity) }
        let new = beside.filter { !memory.beside.contains($0.facts.identity) }
        for candidate in [new, before].flatMap({ $0.sorted { $0.facts.modified < $1.facts.modified } }) {
            guard let file = try? OpenFile(path: candidate.path), let facts = try? file.facts() else { continue }
            let compressed = CompressedFile(file)
            func holds(_ position: FilePosition) -> Bool {
                compressed.map { $0.holds(position) } ?? position.isValid(in: file, size: facts.size)
            }
            // Files begin alike: it is the copy of that of which it holds the most.
            guard holds(known.position), !isKnownBetter(holds, than: known, memory) else { continue }
            if compressed == nil { return resumed(known, file, facts) }
            if let skip = known.skip {
                return opened(file, facts, FilePosition(of: file, facts: facts, offset: 0), skip: skip, &found)
            }
        }
        return nil
    }

    /// True if more was read of another file that is held too.
    private func isKnownBetter(
        _ holds: (FilePosition) -> Bool, than known: TailMemory.File, _ memory: TailMemory
    ) -> Bool {
        func isBetter(_ position: FilePosition) -> Bool { position.offset > known.position.offset && holds(position) }
        return (memory.old + memory.finished + memory.rewritten).contains { isBetter($0.position) }
            || registry?.knows(isBetter) == true
    }

    /// The file of this identity, wherever it is near the path or where it was.
    private func sameFile(_ known: TailMemory.File) -> (OpenFile, FileFacts)? {
        let identity = known.position.identity
        for name in [path, known.path] + filesBeside(known.path).map(\.path)
            + names(of: identity.inode, near: known.path)
        {
            guard let named = try? FileFacts(path: name), named.identity.isSameFile(as: identity),
                named.kind == .regular, !openFiles.contains(named.identity),
                let file = try? OpenFile(path: name), let facts = try? file.facts(),
                facts.identity == named.identity
            else { continue }
            return (file, facts)
        }
        return nil
    }

    /// Names of an inode in the directories of the path and of where a file was.
    private func names(of inode: UInt64, near other: String) -> [String] {
        Set([directory(of: path), directory(of: other)]).sorted().flatMap { directory in
            guard let stream = opendir(directory) else { return [String]() }
            defer { closedir(stream) }
            var names: [String] = []
            while let entry = readdir(stream) {
                guard UInt64(entry.pointee.d_ino) == inode else { continue }
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                names.append(directory == "/" ? "/" + name : directory + "/" + name)
            }
            return names
        }
    }

    private func directory(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}
