/// What a tail keeps for a later process.
extension FileTail {
    /// Finished files that go into a memory, at most.
    static let finishedLimit = 32

    /// What a later process must know to read on behind what was taken, with nothing left out and nothing twice.
    ///
    /// Save it together with what was counted of these records, in one file. It holds no more than the last poll and
    /// the reads since then have seen.
    ///
    /// - Parameter offsets: Per stream, `Chunk.endOffset` of the last chunk taken or, if none was, `Chunk.offset` of
    ///   the first one delivered; this counts decoded bytes for streams whose chunks do. Streams that are not named: the
    ///   end of what the `ChunkReader` has delivered. What stands behind is read again, decoded anew from the stream's
    ///   beginning where it is compressed or of another encoding.
    package func memory(at offsets: [StreamID: Int] = [:]) -> TailMemory {
        if let resuming { return resuming }
        let kept = remembered.suffix(Self.finishedLimit)
        var unfinished: [TailMemory.File] = []
        var finished: [TailMemory.File] = []
        for entry in kept {
            let named = [entry.stream, entry.predecessor].compactMap(\.self).compactMap { offsets[$0] }
            let taken = named.first ?? entry.file.taken
            if taken < entry.file.taken {
                unfinished.append(entry.file.taken(taken))
            } else if entry.unfinished > 0 {
                unfinished.append(entry.file)
            } else {
                finished.append(entry.file)
            }
        }
        func memory(_ generation: Generation) -> TailMemory.File? {
            guard generation.kind == .regular else { return nil }
            // Chunks of the stream it goes on with may be under way.
            let before = generation.predecessor.flatMap { offsets[$0] }
            return generation.memory(taken: offsets[generation.stream] ?? before)
        }
        return TailMemory(
            hasLooked: start == nil, current: current.flatMap(memory), old: unfinished + old.compactMap(memory),
            finished: finished,
            rewritten: registry?.rewrittenFiles(of: member) ?? [], beside: seenBeside, strangers: strangers,
            copy: isElsewhere ? elsewhere.flatMap { registry?.copy($0) } : nil, newest: newest,
            targets: formerTargets)
            ?? TailMemory()
    }

    /// Takes over what does not need a look at the files.
    func recall(_ memory: TailMemory) {
        if memory.hasLooked { start = nil }
        remembered = memory.finished.map { FinishedFile(stream: nil, predecessor: nil, file: $0, unfinished: 0) }
        seenBeside = memory.beside
        strangers = memory.strangers
        newest = memory.newest
        formerTargets = memory.targets
        registry?.recall(memory, of: member)
    }

    /// Keeps what there is to know of a file that is closed.
    func remember(_ generation: Generation) {
        // What a file held before it was emptied may turn up in a copy.
        remembered.removeAll { generation.position.continues($0.file.position) }
        // The registry of the tail and a later process take it for read to its end.
        let unfinished = generation.progress.unfinished
        remembered.append(
            FinishedFile(
                stream: generation.stream, predecessor: generation.predecessor, file: generation.memory(),
                unfinished: unfinished))
        remembered.removeFirst(max(0, remembered.count - settings.maximumRemembered))
    }

    package func note(_ progress: StreamProgress, of stream: StreamID) {
        if current?.stream == stream {
            current?.progress = progress
        } else if let index = old.firstIndex(where: { $0.stream == stream }) {
            old[index].progress = progress
        } else if let index = remembered.firstIndex(where: { $0.stream == stream }) {
            remembered[index].file = remembered[index].file.taken(progress.delivered)
            remembered[index].unfinished = progress.unfinished
        }
    }
}

extension TailMemory.File {
    /// The same file, taken so far.
    func taken(_ taken: Int) -> Self {
        Self(
            known: position, begin: begin, taken: isDecoded ? max(0, taken) : min(max(begin, taken), position.offset),
            isDecoded: isDecoded, size: size, modified: modified, path: path)
    }
}
