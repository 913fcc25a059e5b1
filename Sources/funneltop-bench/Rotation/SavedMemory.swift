import ByteSources

/// A tail's memory as it is saved.
struct SavedMemory: Codable {
    struct Identity: Codable {
        let device: UInt64
        let inode: UInt64
        let born: Int64

        init(_ identity: FileIdentity) {
            (device, inode, born) = (identity.device, identity.inode, identity.born)
        }

        var identity: FileIdentity { FileIdentity(device: device, inode: inode, born: born) }
    }

    struct Position: Codable {
        let identity: Identity
        let offset: Int
        let head: [UInt8]
        let tail: [UInt8]

        init(_ position: FilePosition) {
            (identity, offset) = (Identity(position.identity), position.offset)
            (head, tail) = (position.head, position.tail)
        }

        var position: FilePosition? {
            FilePosition(saved: identity.identity, offset: offset, head: head, tail: tail)
        }
    }

    struct File: Codable {
        let position: Position
        let begin: Int
        let taken: Int
        let isDecoded: Bool
        let size: Int
        let modified: Int64
        let path: String

        init(_ file: TailMemory.File) {
            (position, begin, taken, isDecoded) = (Position(file.position), file.begin, file.taken, file.isDecoded)
            (size, modified, path) = (file.size, file.modified, file.path)
        }

        var file: TailMemory.File? {
            position.position.flatMap {
                TailMemory.File(
                    position: $0, begin: begin, taken: taken, isDecoded: isDecoded, size: size, modified: modified,
                    path: path)
            }
        }
    }

    struct Copy: Codable {
        let identity: Identity
        let size: Int

        init(_ copy: TailMemory.Copy) {
            identity = Identity(copy.identity)
            size = copy.size
        }

        var copy: TailMemory.Copy { TailMemory.Copy(identity: identity.identity, size: size) }
    }

    let hasLooked: Bool
    let current: File?
    let old: [File]
    let finished: [File]
    let rewritten: [File]
    let beside: [Identity]
    let strangers: [Position]
    let copy: Copy?
    let newest: Int64
    let targets: [String]

    init(_ memory: TailMemory) {
        hasLooked = memory.hasLooked
        current = memory.current.map(File.init)
        old = memory.old.map(File.init)
        finished = memory.finished.map(File.init)
        rewritten = memory.rewritten.map(File.init)
        beside = memory.beside.map(Identity.init)
        strangers = memory.strangers.map(Position.init)
        copy = memory.copy.map(Copy.init)
        newest = memory.newest
        targets = memory.targets
    }

    /// nil for what no tail has written.
    var tailMemory: TailMemory? {
        TailMemory(
            hasLooked: hasLooked, current: current?.file, old: old.compactMap(\.file),
            finished: finished.compactMap(\.file), rewritten: rewritten.compactMap(\.file),
            beside: Set(beside.map(\.identity)), strangers: strangers.compactMap(\.position), copy: copy?.copy,
            newest: newest, targets: targets)
    }
}
