import CSimdjson

/// A field of a row: bytes in the input or the arena, and what they are. Shared with the C shim.
typealias RawField = csimdjson_field
/// A record's place in the input and what became of it. Shared with the C shim.
typealias RawLine = csimdjson_line

/// Records split into fields, on their way from a format to `EventAssembler`: memory reused from group to group.
final class RowGroup {
    static let capacity = 512

    let width: Int
    /// Bytes of the longest record that is read.
    let lineLimit: Int
    /// One per record.
    let lines: UnsafeMutablePointer<RawLine>
    /// `width` per record, row by row.
    let fields: UnsafeMutablePointer<RawField>
    var count = 0
    /// Texts that do not stand in the input as they are; valid until the next `prepareArena`.
    private(set) var arena: UnsafeMutablePointer<UInt8>
    private var arenaCapacity: Int
    var arenaUsed = 0

    init(width: Int, lineLimit: Int) {
        self.width = width
        self.lineLimit = lineLimit
        lines = .allocate(capacity: RowGroup.capacity)
        lines.initialize(repeating: RawLine(), count: RowGroup.capacity)
        fields = .allocate(capacity: RowGroup.capacity * max(1, width))
        fields.initialize(repeating: RawField(), count: RowGroup.capacity * max(1, width))
        arenaCapacity = 1 << 16
        arena = .allocate(capacity: arenaCapacity)
    }

    deinit {
        lines.deallocate()
        fields.deallocate()
        arena.deallocate()
    }

    /// Makes room for the texts of `length` input bytes: no text is longer than the record it comes from, and one damaged
    /// record may take in another before it is given up.
    func prepareArena(for length: Int) {
        arenaUsed = 0
        let needed = length + lineLimit + RecordDecoding.padding
        guard arenaCapacity < needed else { return }
        arena.deallocate()
        arenaCapacity = needed + length / 2
        arena = .allocate(capacity: arenaCapacity)
    }

    /// The free part of the arena.
    var freeArena: UnsafeMutablePointer<UInt8> { arena + arenaUsed }

    /// Begins a record: an empty row to fill.
    @inline(__always)
    func append(start: Int, length: Int, number: Int) -> UnsafeMutablePointer<RawField> {
        lines[count] = RawLine(
            start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length),
            number: UInt32(truncatingIfNeeded: number), status: RawLineStatus.usable)
        let row = fields + count &* width
        for place in 0..<width { row[place].kind = RawFieldKind.absent }
        count &+= 1
        return row
    }

    /// The record begun last cannot be used.
    @inline(__always)
    func rejectLast(_ status: UInt32) { lines[count &- 1].status = status }
}

/// Values of `RawField.kind`, as the C header has them.
enum RawFieldKind {
    static let absent: UInt32 = 0
    static let text: UInt32 = 1
    static let number: UInt32 = 2
    static let boolean: UInt32 = 3
}

/// Values of `RawLine.status`, as the C header has them.
enum RawLineStatus {
    static let usable: UInt32 = 0
    static let malformed: UInt32 = 1
    static let invalidUTF8: UInt32 = 2
    static let tooLong: UInt32 = 3
    static let binary: UInt32 = 4
    static let wrongColumns: UInt32 = 5
    static let conflictMarker: UInt32 = 6
    /// A known bot's event, to be left out.
    static let bot: UInt32 = 16
}
