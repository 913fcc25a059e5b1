extension FileTail {
    /// Compares the open files with what was read of them.
    func inspectOpenFiles(_ events: inout [SourceEvent]) {
        let wasEmpty = current?.isEmpty ?? false
        let wereEmpty = old.filter(\.isEmpty).map(\.stream)
        let rewritten = old.indices.filter { !old[$0].inspect(now: now) }
        let isIntact = current?.inspect(now: now) ?? true
        let filled = Set(
            old.filter { wereEmpty.contains($0.stream) && !$0.isEmpty }.map(\.position.identity))
        let copies = copies(
            of: rewritten.map { old[$0] } + (isIntact ? [] : [current].compactMap(\.self)), among: filled)
        for index in rewritten.reversed() {
            let generation = old.remove(at: index)
            old.insert(contentsOf: restarted(generation, copies[generation.stream], &events), at: index)
        }
        if let current { follow(current, wasEmpty: wasEmpty, isIntact: isIntact, copies[current.stream], &events) }
        leaveCopies(wereEmpty, copies, &events)
    }

    /// Goes on with the file that the path named last.
    private func follow(
        _ generation: Generation, wasEmpty: Bool, isIntact: Bool, _ copy: Copy?, _ events: inout [SourceEvent]
    ) {
        if generation.hasEnded {
            endPipe(generation, &events)
        } else if !isIntact {
            current = nil
            var following = restarted(generation, copy, &events)
            current = following.popLast()
            old += following
        } else if wasEmpty || hasResumed, generation.kind == .regular, let facts = try? generation.file.facts() {
            if wasEmpty, facts.size > 0, isFilledWithKnown(generation, facts, &events) { return }
            // After a resume other files may have had the name meanwhile. And nothing is known of an empty file by
            // which to see that it was filled, copied and emptied.
            readMissedGenerations(before: Neighbour(file: generation.file, facts: facts), &events)
        }
    }

    /// Looks again at a file that was empty when it was opened.
    ///
    /// - Returns: true where it holds what was read elsewhere, and is read from there on, or not at all.
    private func isFilledWithKnown(
        _ generation: Generation, _ facts: FileFacts, _ events: inout [SourceEvent]
    ) -> Bool {
        let finding = registry?.examine(generation.file, facts, for: member, now: now) ?? .new
        if case .new = finding { return false }
        current = nil
        events.append(.closed(generation.stream, .complete))
        registry?.release(generation, of: member)
        switch finding {
        case .new, .copy, .undecided: break
        case .readTo(let offset):
            current = opened(Neighbour(file: generation.file, facts: facts, offset: offset), &events)
        case .readBefore(let skip):
            current = opened(Neighbour(file: generation.file, facts: facts, skip: skip), &events)
        }
        return true
    }

    /// Leaves files that were empty when they were opened, and have been filled as copies of what is read.
    private func leaveCopies(
        _ streams: [StreamID], _ copies: [StreamID: Copy], _ events: inout [SourceEvent]
    ) {
        let claimed = Set(copies.values.map(\.identity))
        for index in old.indices.reversed() where streams.contains(old[index].stream) && !old[index].isEmpty {
            let generation = old[index]
            guard let facts = try? generation.file.facts(),
                claimed.contains(facts.identity) || holdsWhatIsRead(generation.file, facts)
            else { continue }
            old.remove(at: index)
            events.append(.closed(generation.stream, .complete))
        }
    }

    /// Closes the stream of a pipe without writers; a named pipe waits for the next one.
    private func endPipe(_ generation: Generation, _ events: inout [SourceEvent]) {
        guard closedPipe != generation.stream else { return }
        closedPipe = generation.stream
        events.append(.closed(generation.stream, .complete))
        guard !generation.isInherited, let facts = try? generation.file.facts() else { return }
        current = opened(Neighbour(file: generation.file, facts: facts), &events)
    }

    /// A rewritten file from its start, after the copy that holds what was unread, if there is one.
    private func restarted(_ rewritten: Generation, _ copy: Copy?, _ events: inout [SourceEvent]) -> [Generation] {
        var following: [Generation] = []
        switch copy {
        case .plain(let copy):
            events.append(.copiedAndTruncated(rewritten.stream))
            following.append(copy)
        case .compressed(let copy):
            events.append(.copiedAndTruncated(rewritten.stream))
            events.append(.closed(rewritten.stream, .continued))
            var rest = opened(copy, &events)
            rest.predecessor = rewritten.stream
            following.append(rest)
        case nil:
            registry?.noteRewritten(rewritten.memory(), of: member)
            events.append(.truncated(rewritten.stream, unreadBytes: rewritten.unreadBytes))
            events.append(.closed(rewritten.stream, .cutOff))
        }
        guard let facts = try? rewritten.file.facts() else { return following }
        let anew = Neighbour(file: rewritten.file, facts: facts)
        following += missedGenerations(besides: anew).map { opened($0, &events) }
        return following + [opened(anew, &events)]
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
            if registry?.isPassedOver(named, from: member) == true { return passOver(named, &events) }
            let file = try OpenFile(path: path)
            // The name may have changed hands between the two calls; the open file counts.
            let facts = try file.facts()
            guard facts.isReadable else { throw .unsuitable(path: path, kind: facts.kind) }
            note(nil, &events)
            switch examine(file, facts) {
            case .copy, .undecided: passOver(facts, &events)
            case .new: adopt(file, facts, isFirstLook: isFirstLook, &events)
            case .readTo(let offset): adopt(file, facts, isFirstLook: isFirstLook, offset: offset, &events)
            case .readBefore(let skip): adopt(file, facts, isFirstLook: isFirstLook, skip: skip, &events)
            }
        } catch {
            isElsewhere = false
            let hasVanished = current != nil || hasResumed
            retire()
            if isFirstLook { noteStrangers() } else if hasVanished { readMissedGenerations(before: nil, &events) }
            note(error, &events)
        }
    }

    private func passOver(_ named: FileFacts, _ events: inout [SourceEvent]) {
        note(nil, &events)
        retire()
        if start != nil { noteStrangers() }
        isElsewhere = true
        elsewhere = named.identity
    }

    private func examine(_ file: OpenFile, _ facts: FileFacts) -> FileRegistry.Finding {
        guard let registry else { return .new }
        if registry.isPassedOver(facts, from: member) { return .copy }
        let isKnown = openFiles.contains(facts.identity) || registry.position(of: facts.identity) != nil
        return isKnown ? .new : registry.examine(file, facts, for: member, now: now)
    }

    /// Makes the file that the path names now the current one.
    private func adopt(
        _ file: OpenFile, _ facts: FileFacts, isFirstLook: Bool, offset known: Int? = nil, skip: Int? = nil,
        _ events: inout [SourceEvent]
    ) {
        isElsewhere = false
        if let current, current.isReplaced(by: file, facts) { return goOn(in: file, facts, of: current, &events) }
        let isReplacement = current != nil || !old.isEmpty
        retire()
        if isReplacement { events.append(.rotated) }
        if let index = old.firstIndex(where: { $0.position.identity.isSameInode(as: facts.identity) }) {
            current = old.remove(at: index)
            noteTarget()
            readMissedGenerations(before: Neighbour(file: file, facts: facts), &events)
            return
        }
        let positions = remembered.map(\.file.position) + [registry?.position(of: facts.identity)].compactMap(\.self)
        let resumed = positions.last { $0.identity == facts.identity && $0.isValid(in: file, size: facts.size) }
        if isFirstLook {
            noteStrangers()
        } else {
            readMissedGenerations(before: Neighbour(file: file, facts: facts), &events)
        }
        let offset: Int
        if let resumed {
            offset = resumed.offset
        } else if let known {
            offset = known
        } else if facts.kind == .pipe || skip != nil {
            offset = 0
        } else {
            offset = LineStart.offset(for: start ?? .beginning, in: file, size: facts.size)
        }
        noteTarget()
        current = opened(Neighbour(file: file, facts: facts, offset: offset, skip: skip), &events)
    }

    /// Goes on in a file that was put in the place of another, which is gone, and holds all that was read of it: editors
    /// and copying programs write files anew.
    private func goOn(
        in file: OpenFile, _ facts: FileFacts, of replaced: Generation, _ events: inout [SourceEvent]
    ) {
        events.append(.rotated)
        let position = FilePosition(of: file, facts: facts, offset: replaced.position.offset)
        let generation = Generation(copy: file, facts, of: replaced, position: position, now: now)
        registry?.release(replaced, of: member)
        registry?.note(generation, of: member)
        current = generation
    }

    /// A new stream of an open file.
    private func opened(_ found: Neighbour, _ events: inout [SourceEvent]) -> Generation {
        let position =
            found.facts.kind == .pipe
            ? FilePosition(identity: found.facts.identity, offset: 0, head: [], tail: [])
            : FilePosition(of: found.file, facts: found.facts, offset: found.offset)
        return opened(found.file, found.facts, position, skip: found.skip, &events)
    }

    /// A new stream of an open file that is read on at a position.
    func opened(
        _ file: OpenFile, _ facts: FileFacts, _ position: FilePosition, skip: Int?, _ events: inout [SourceEvent]
    ) -> Generation {
        let generation = Generation(
            stream: makeStream(), file: file, facts: facts, position: position, skip: skip, now: now)
        seenBeside.insert(facts.identity)
        registry?.note(generation, of: member)
        events.append(.opened(generation.stream, offset: position.offset))
        return generation
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
            remember(generation)
            registry?.release(generation, of: member)
            events.append(.closed(generation.stream, .complete))
            return true
        }
    }

    /// Reads files that were created and renamed away between two polls, oldest first.
    private func readMissedGenerations(before newest: Neighbour?, _ events: inout [SourceEvent]) {
        old += missedGenerations(besides: newest).map { opened($0, &events) }
    }
}
