/// Where rotation puts old files: beside the path, under its name with something behind it.
extension FileTail {
    struct Neighbour {
        let file: OpenFile
        let facts: FileFacts
    }

    /// Regular files whose path begins with the followed path.
    func filesBeside() -> [(path: String, facts: FileFacts)] {
        let names = (try? SourcePattern.paths(matching: SourcePattern.escaped(path) + "*")) ?? []
        return names.compactMap { name in
            guard name != path, let facts = try? FileFacts(path: name), facts.kind == .regular else { return nil }
            return (name, facts)
        }
    }

    /// The copy that was made of a file before it was emptied, at the position reached in the file.
    func copyBeside(of rewritten: Generation) -> Generation? {
        guard !rewritten.position.head.isEmpty else { return nil }
        let candidates = filesBeside().filter { candidate in
            // Copies of earlier rounds may begin alike; the new one is younger than what was last seen of the file.
            let isNew = !seenBeside.contains(candidate.facts.identity)
            let age = candidate.facts.modified - rewritten.knownModified
            return candidate.facts.size >= rewritten.position.offset
                && (isNew ? age >= 0 : age > 0)
                && !openFiles.contains(candidate.facts.identity)
                && registry?.isTaken(candidate.facts.identity, from: member) != true
        }
        for candidate in candidates.sorted(by: { $0.facts.modified > $1.facts.modified }) {
            guard let file = try? OpenFile(path: candidate.path), let facts = try? file.facts(),
                rewritten.position.isValid(in: file, size: facts.size)
            else { continue }
            seenBeside.insert(facts.identity)
            let position = FilePosition(of: file, facts: facts, offset: rewritten.position.offset)
            let copy = Generation(stream: rewritten.stream, file: file, facts: facts, position: position, now: now)
            registry?.note(copy, of: member)
            return copy
        }
        return nil
    }

    /// Files never seen beside the path, oldest first: generations that came and went between two polls.
    func missedGenerations(besides newest: OpenFile, _ newestFacts: FileFacts) -> [Neighbour] {
        let beside = filesBeside()
        defer { seenBeside = Set(beside.map(\.facts.identity)) }
        let held = Set(openFiles).union(remembered.map(\.identity)).union(foreignFiles)
        return beside.filter { candidate in
            !seenBeside.contains(candidate.facts.identity)
                && !held.contains(candidate.facts.identity)
                && !candidate.facts.identity.isSameInode(as: newestFacts.identity)
                && registry?.isTaken(candidate.facts.identity, from: member) != true
                && Self.isRotationSuffix(candidate.path.dropFirst(path.count))
        }
        .sorted { $0.facts.modified < $1.facts.modified }
        .compactMap { candidate -> Neighbour? in
            guard let file = try? OpenFile(path: candidate.path), let facts = try? file.facts() else { return nil }
            return holdsWhatIsRead(file, facts) ? nil : Neighbour(file: file, facts: facts)
        }
    }

    /// True for a copy, perhaps an early one, of a file that is being read: its content is not new.
    func holdsWhatIsRead(_ file: OpenFile, _ facts: FileFacts) -> Bool {
        let head = file.bytes(at: 0, count: min(FilePosition.headLimit, facts.size))
        guard !head.isEmpty else { return false }
        let tailOffset = max(0, facts.size - FilePosition.tailLimit)
        let tail = file.bytes(at: tailOffset, count: facts.size - tailOffset)
        return (old + (current.map { [$0] } ?? [])).contains { generation in
            facts.size <= generation.knownSize
                && generation.file.bytes(at: 0, count: head.count) == head
                && generation.file.bytes(at: tailOffset, count: tail.count) == tail
        }
    }

    /// True for endings that rotation gives: `.1`, `-20260131`, `.2026-01-31T10:00`, `.old`, `~`.
    static func isRotationSuffix(_ suffix: Substring) -> Bool {
        if ["~", ".old", ".bak", ".prev", ".0", ".orig"].contains(suffix) { return true }
        let signs: Set<Character> = [".", "-", "_", ":", "+", "T", "Z"]
        return suffix.contains(where: \.isNumber) && suffix.allSatisfy { $0.isNumber || signs.contains($0) }
    }
}
