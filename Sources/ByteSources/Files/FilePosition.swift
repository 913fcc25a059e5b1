/// What was read of a file: enough to know the file again and to see that it was rewritten.
package struct FilePosition: Sendable, Hashable {
    /// First bytes kept, at most.
    package static let headLimit = 1024
    /// Bytes kept before the offset, at most.
    package static let tailLimit = 32
    /// A shorter beginning does not tell files apart.
    private static let shortestHead = 64
    /// No file is longer.
    package static let offsetLimit = 1 << 60

    package let identity: FileIdentity
    /// Bytes read so far.
    package private(set) var offset: Int
    /// The first bytes of the file, growing up to `headLimit` as the file does.
    package private(set) var head: [UInt8]
    /// The last bytes before the offset.
    package private(set) var tail: [UInt8]

    /// A position that was saved; nil for what no tail can have written.
    package init?(saved identity: FileIdentity, offset: Int, head: [UInt8], tail: [UInt8]) {
        guard (0...Self.offsetLimit).contains(offset), head.count <= Self.headLimit,
            tail.count <= min(Self.tailLimit, offset)
        else { return nil }
        self.init(identity: identity, offset: offset, head: head, tail: tail)
    }

    init(identity: FileIdentity, offset: Int, head: [UInt8], tail: [UInt8]) {
        self.identity = identity
        self.offset = offset
        self.head = head
        self.tail = tail
    }

    /// The position at `offset` of an open file.
    init(of file: OpenFile, facts: FileFacts, offset: Int) {
        identity = facts.identity
        self.offset = offset
        head = file.bytes(at: 0, count: min(Self.headLimit, facts.size))
        let tailCount = min(Self.tailLimit, offset)
        tail = file.bytes(at: offset - tailCount, count: tailCount)
    }

    /// Moves past bytes just read at the offset.
    mutating func advance(past bytes: UnsafeRawBufferPointer) {
        let known = head.count - offset
        if known >= 0 && known < bytes.count && head.count < Self.headLimit {
            head += bytes[known...].prefix(Self.headLimit - head.count)
        }
        if bytes.count >= Self.tailLimit {
            tail = Array(bytes.suffix(Self.tailLimit))
        } else {
            tail = (tail + bytes).suffix(Self.tailLimit)
        }
        offset += bytes.count
    }

    /// Learns more of the first bytes while the file is short, so that it is known before it is read.
    mutating func growHead(from file: OpenFile, size: Int) {
        guard head.count < Self.headLimit, size > head.count else { return }
        let grown = file.bytes(at: 0, count: min(Self.headLimit, size))
        if grown.starts(with: head) { head = grown }
    }

    /// True if its beginning tells the file apart from others.
    var isTelling: Bool { head.count >= Self.shortestHead }

    /// True for a later position in the same file, as far as its beginning tells.
    func continues(_ other: FilePosition) -> Bool {
        identity == other.identity && offset >= other.offset && head.starts(with: other.head)
    }

    /// True while the file is at least as long as what was read and begins and ends it alike.
    func isValid(in file: OpenFile, size: Int) -> Bool {
        size >= offset
            && file.bytes(at: 0, count: head.count) == head
            && file.bytes(at: offset - tail.count, count: tail.count) == tail
    }
}
