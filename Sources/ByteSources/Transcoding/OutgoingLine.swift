/// A line in the making, preceded by as many newlines as keep its number that of the line it was made from.
struct OutgoingLine {
    /// Some of the line has left without its newline.
    private(set) var isOpen = false
    /// Nothing may be put before what is there has been written out.
    private(set) var isLeaving = false

    private var bytes: [UInt8] = []
    private var written = 0
    /// Newlines to write before the bytes.
    private var owed = 0
    /// Number of the line it is made from.
    private var origin = 0
    /// Newlines that have left or are leaving.
    private var newlines = 0

    /// Bytes held.
    var count: Int { bytes.count }

    /// Begins a line that is made from the line of this number, counted from 0.
    mutating func begin(at line: Int) {
        origin = line
    }

    mutating func put(_ byte: UInt8) {
        bytes.append(byte)
    }

    mutating func put(_ more: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: more)
    }

    /// Forgets what was put; nothing of the line has left.
    mutating func discard() {
        bytes.removeAll(keepingCapacity: true)
    }

    /// Lets the line leave with a newline, unless it is empty.
    mutating func end() {
        guard isOpen || !bytes.isEmpty else { return }
        leave()
        bytes.append(UInt8(ascii: "\n"))
        newlines += 1
        isOpen = false
    }

    /// Lets what there is of the line leave where it is over the limit, in bytes.
    mutating func leaveIfOver(_ limit: Int) {
        guard bytes.count > limit else { return }
        leave()
        isOpen = true
    }

    private mutating func leave() {
        isLeaving = true
        guard !isOpen else { return }
        owed = max(0, origin - newlines)
        newlines += owed
    }

    /// Writes what is leaving; `isLeaving` stays true while there is more.
    mutating func write(into output: UnsafeMutableRawBufferPointer) -> Int {
        guard isLeaving else { return 0 }
        let padding = min(owed, output.count)
        for index in 0..<padding { output[index] = UInt8(ascii: "\n") }
        owed -= padding
        let count = min(bytes.count - written, output.count - padding)
        if count > 0 {
            bytes.withUnsafeBytes { held in
                UnsafeMutableRawBufferPointer(rebasing: output[padding...])
                    .copyMemory(from: UnsafeRawBufferPointer(rebasing: held[written..<written + count]))
            }
            written += count
        }
        if owed == 0 && written == bytes.count {
            bytes.removeAll(keepingCapacity: true)
            written = 0
            isLeaving = false
        }
        return padding + count
    }
}
