import Analytics

/// What happened to the files of an input, and what of them went away before it could be read.
struct FileChanges: Sendable, Hashable {
    var rotations = 0
    /// Files that were emptied or rewritten, whether they had been copied or not.
    var truncations = 0
    /// Bytes known to have been on disk that were gone when they should have been read.
    var lostBytes = 0
    /// Records whose end went away with them.
    var cutOffLines = 0
    /// NUL bytes of holes, left out.
    var holeBytes = 0

    /// Differs wherever something has happened.
    var mark: Int { rotations &+ truncations &+ lostBytes &+ cutOffLines &+ holeBytes }
}

extension FileChanges {
    func save(to writer: inout StateWriter) {
        for number in [rotations, truncations, lostBytes, cutOffLines, holeBytes] { writer.write(number) }
    }

    init(from reader: inout StateReader) throws(StateError) {
        rotations = try reader.readCount(upTo: .max)
        truncations = try reader.readCount(upTo: .max)
        lostBytes = try reader.readCount(upTo: .max)
        cutOffLines = try reader.readCount(upTo: .max)
        holeBytes = try reader.readCount(upTo: .max)
    }
}
