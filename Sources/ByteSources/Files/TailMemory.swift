/// What a tail must know to go on in another process where it stood; plain facts, to be saved with what was counted.
///
/// Made by `FileTail.memory(at:)`, given to `FileTail.init` as `resuming`. Saved and read back by whoever keeps it: the
/// properties are all there is, and the initializers refuse what no tail can have written.
package struct TailMemory: Sendable, Hashable {
    /// The most entries of any list in a memory.
    package static let listLimit = 100_000

    /// One file, as far as it was read.
    package struct File: Sendable, Hashable {
        /// What is known of its bytes up to where it was read: enough to find it, or a copy of it, under another name.
        package let position: FilePosition
        /// Offset in the file at which its reading began.
        package let begin: Int
        /// Behind the last record taken: offset in the file or, if `isDecoded`, decoded bytes since `begin`.
        package let taken: Int
        /// True for compressed files and others whose chunks count decoded bytes: they are decoded from `begin` again.
        package let isDecoded: Bool
        /// Bytes known to be in the file.
        package let size: Int
        /// Modification time with that size, nanoseconds since 1970.
        package let modified: Int64
        /// Where the file was, links resolved.
        package let path: String

        /// nil for numbers that contradict each other.
        package init?(
            position: FilePosition, begin: Int, taken: Int, isDecoded: Bool, size: Int, modified: Int64, path: String
        ) {
            guard (0...position.offset).contains(begin), size >= position.offset, size <= FilePosition.offsetLimit,
                isDecoded ? taken >= 0 : (begin...position.offset).contains(taken),
                taken <= FilePosition.offsetLimit, path.utf8.count <= 4096, !path.utf8.contains(0)
            else { return nil }
            self.init(
                known: position, begin: begin, taken: taken, isDecoded: isDecoded, size: size, modified: modified,
                path: path)
        }

        init(
            known position: FilePosition, begin: Int, taken: Int, isDecoded: Bool, size: Int, modified: Int64,
            path: String
        ) {
            self.position = position
            self.begin = begin
            self.taken = taken
            self.isDecoded = isDecoded
            self.size = size
            self.modified = modified
            self.path = path
        }

        /// Bytes to leave out of a compressed copy, once it is decoded; nil where that cannot be said.
        var skip: Int? { isDecoded && begin > 0 ? nil : taken }

        /// Bytes known to be in the file and not taken. Of a decoded file, those not read.
        var unreadBytes: Int { max(0, size - (isDecoded ? position.offset : taken)) }
    }

    /// A file that is not read because it is a copy of what others read, and its size when it was found to be one.
    package struct Copy: Sendable, Hashable {
        package let identity: FileIdentity
        /// Bytes; below zero where it has to be looked at again.
        package let size: Int

        package init(identity: FileIdentity, size: Int) {
            self.identity = identity
            self.size = size
        }
    }

    /// The path had been looked at: files that appear at it later are read from their beginning.
    package let hasLooked: Bool
    /// The file that the path named.
    package let current: File?
    /// Files that the path had named and that were not read to their end, oldest first.
    package let old: [File]
    /// Files read to their end, oldest first: known again if the path names them again, or a copy turns up.
    package let finished: [File]
    /// What was read of files that were emptied or rewritten, oldest first.
    package let rewritten: [File]
    /// Files beside the path that were there before or were read.
    package let beside: Set<FileIdentity>
    /// What files beside the path held that were there before and not read.
    package let strangers: [FilePosition]
    /// The file at the path, where it is not read because it is a copy of what others read.
    package let copy: Copy?
    /// Latest modification time seen of a file that was read, nanoseconds since 1970.
    package let newest: Int64
    /// Where the path has pointed as a link, oldest first.
    package let targets: [String]

    /// nil for lists longer than `listLimit`.
    package init?(
        hasLooked: Bool, current: File?, old: [File], finished: [File], rewritten: [File], beside: Set<FileIdentity>,
        strangers: [FilePosition], copy: Copy?, newest: Int64, targets: [String] = []
    ) {
        let longest = max(old.count, finished.count, rewritten.count, beside.count, strangers.count, targets.count)
        guard longest <= Self.listLimit else { return nil }
        self.hasLooked = hasLooked
        self.current = current
        self.old = old
        self.finished = finished
        self.rewritten = rewritten
        self.beside = beside
        self.strangers = strangers
        self.copy = copy
        self.newest = newest
        self.targets = targets
    }

    /// The memory of a tail that has not looked at anything.
    package init() {
        hasLooked = false
        current = nil
        old = []
        finished = []
        rewritten = []
        beside = []
        strangers = []
        copy = nil
        newest = .min
        targets = []
    }
}
