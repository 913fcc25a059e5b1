extension FileTail {
    /// Compares the open files with what was read of them.
    func inspectOpenFiles(_ events: inout [SourceEvent]) {
        for index in old.indices.reversed() where !old[index].inspect(now: now) {
            let lost = old.remove(at: index)
            events.append(.truncated(lost.stream, unreadBytes: lost.unreadBytes))
            events.append(.closed(lost.stream, .cutOff))
        }
        guard var generation = current else { return }
        let wasEmpty = generation.position.offset == 0 && generation.knownSize == 0
        let isIntact = generation.inspect(now: now)
        current = generation
        if generation.hasEnded {
            endPipe(generation, &events)
        } else if !isIntact {
            restart(generation, &events)
        } else if wasEmpty && generation.hasMore && generation.kind == .regular,
            let facts = try? generation.file.facts()
        {
            // Nothing is known of an empty file by which to see that it was filled, copied and emptied meanwhile.
            readMissedGenerations(before: generation.file, facts, &events)
        }
    }

    /// Closes the stream of a pipe without writers; a named pipe waits for the next one.
    private func endPipe(_ generation: Generation, _ events: inout [SourceEvent]) {
        guard closedPipe != generation.stream else { return }
        closedPipe = generation.stream
        events.append(.closed(generation.stream, .complete))
        guard !generation.isInherited, let facts = try? generation.file.facts() else { return }
        begin(generation.file, facts, at: 0, &events)
    }

    /// Begins a rewritten file anew; what was unread is looked for in a copy beside it.
    private func restart(_ rewritten: Generation, _ events: inout [SourceEvent]) {
        if let copy = copyBeside(of: rewritten) {
            events.append(.copiedAndTruncated(rewritten.stream))
            old.append(copy)
        } else {
            events.append(.truncated(rewritten.stream, unreadBytes: rewritten.unreadBytes))
            events.append(.closed(rewritten.stream, .cutOff))
        }
        remembered.removeAll { $0.identity == rewritten.position.identity }
        current = nil
        guard let facts = try? rewritten.file.facts() else { return }
        readMissedGenerations(before: rewritten.file, facts, &events)
        begin(rewritten.file, facts, at: 0, &events)
    }

    /// Compares the path with the file that is open.
    func followPath(_ events: inout [SourceEvent]) {
        if current?.kind == .pipe { return }
        let isFirstLook = start != nil
        do throws(ByteSourceError) {
            let named = try FileFacts(path: path)
            if let current, current.position.identity.isSameInode(as: named.identity) {
                return note(current.failure, &events)
            }
            guard named.isReadable else { throw .unsuitable(path: path, kind: named.kind) }
            let file = try OpenFile(path: path)
            // The name may have changed hands between the two calls; the open file counts.
            let facts = try file.facts()
            guard facts.isReadable else { throw .unsuitable(path: path, kind: facts.kind) }
            note(nil, &events)
            adopt(file, facts, isFirstLook: isFirstLook, &events)
        } catch {
            retire()
            if isFirstLook { seenBeside.formUnion(filesBeside().map(\.facts.identity)) }
            note(error, &events)
        }
    }

    /// Makes the file that the path names now the current one.
    private func adopt(_ file: OpenFile, _ facts: FileFacts, isFirstLook: Bool, _ events: inout [SourceEvent]) {
        let isReplacement = current != nil || !old.isEmpty
        retire()
        if isReplacement { events.append(.rotated) }
        if let index = old.firstIndex(where: { $0.position.identity.isSameInode(as: facts.identity) }) {
            current = old.remove(at: index)
            return
        }
        let resumed = remembered.last { $0.identity == facts.identity && $0.isValid(in: file, size: facts.size) }
        if isFirstLook {
            seenBeside.formUnion(filesBeside().map(\.facts.identity))
        } else {
            readMissedGenerations(before: file, facts, &events)
        }
        let offset: Int
        if let resumed {
            offset = resumed.offset
        } else if facts.kind == .pipe {
            offset = 0
        } else {
            offset = LineStart.offset(for: start ?? .beginning, in: file, size: facts.size)
        }
        begin(file, facts, at: offset, &events)
    }

    private func begin(_ file: OpenFile, _ facts: FileFacts, at offset: Int, _ events: inout [SourceEvent]) {
        let position =
            facts.kind == .pipe
            ? FilePosition(identity: facts.identity, offset: 0, head: [], tail: [])
            : FilePosition(of: file, facts: facts, offset: offset)
        let generation = Generation(stream: makeStream(), file: file, facts: facts, position: position, now: now)
        seenBeside.insert(facts.identity)
        current = generation
        events.append(.opened(generation.stream, offset: offset))
    }

    /// Keeps the current file for reading on, though the path no longer names it.
    private func retire() {
        guard var generation = current else { return }
        generation.lastActive = now
        old.append(generation)
        current = nil
    }

    /// Closes old files that were read to the end and stayed quiet, or that are too many.
    func closeQuietFiles(_ events: inout [SourceEvent]) {
        var excess = old.count - settings.maximumOldFiles
        old.removeAll { generation in
            let isQuiet = now - generation.lastActive >= settings.rotateWait
            guard !generation.hasMore && (isQuiet || excess > 0) else { return false }
            excess -= 1
            remember(generation.position)
            events.append(.closed(generation.stream, .complete))
            return true
        }
    }

    /// Reads files that were created and renamed away between two polls, oldest first.
    private func readMissedGenerations(before newest: OpenFile, _ facts: FileFacts, _ events: inout [SourceEvent]) {
        for missed in missedGenerations(besides: newest, facts) {
            let position = FilePosition(of: missed.file, facts: missed.facts, offset: 0)
            let generation = Generation(
                stream: makeStream(), file: missed.file, facts: missed.facts, position: position, now: now)
            old.append(generation)
            events.append(.opened(generation.stream, offset: 0))
        }
    }
}
