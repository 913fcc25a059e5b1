/// Finds where to begin in a file so that no half line is read.
struct LineStart {
    private static let step = 65_536

    private let file: OpenFile
    private let size: Int
    /// What ends a line.
    private let newline: [UInt8]

    static func offset(for start: StartPosition, in file: OpenFile, size: Int) -> Int {
        if start == .beginning { return 0 }
        let head = file.bytes(at: 0, count: min(4, size))
        return head.withUnsafeBytes { head in
            if case .found = SourceEncoding.compression(of: head, isAll: true) {
                // A compressed stream cannot be entered in the middle.
                return start == .end ? size : 0
            }
            switch UTF16Transcoder.sniff(head, isAll: true) {
            case .found(.littleEndian): return LineStart(file, size, newline: [0x0A, 0x00]).offset(for: start)
            case .found(.bigEndian): return LineStart(file, size, newline: [0x00, 0x0A]).offset(for: start)
            case .nothing, .undecided: return LineStart(file, size, newline: [0x0A]).offset(for: start)
            }
        }
    }

    /// - Parameter newline: Looked for where units of this length stand.
    private init(_ file: OpenFile, _ size: Int, newline: [UInt8]) {
        self.file = file
        self.size = size - size % newline.count
        self.newline = newline
    }

    private func offset(for start: StartPosition) -> Int {
        switch start {
        case .beginning: 0
        case .end: behindLastLine()
        case .last(let bytes):
            firstLine(from: max(0, size - max(0, bytes)))
        }
    }

    /// Behind the last newline; 0 if there is none.
    private func behindLastLine() -> Int {
        var end = size
        while end > 0 {
            let begin = max(0, end - Self.step)
            let bytes = file.bytes(at: begin, count: end - begin)
            for unit in stride(from: 0, through: bytes.count - newline.count, by: newline.count).reversed()
            where bytes[unit...].starts(with: newline) {
                return begin + unit + newline.count
            }
            end = begin
        }
        return 0
    }

    /// The first line that starts at `from` or later, or behind the last line if none does.
    private func firstLine(from: Int) -> Int {
        guard from > 0 else { return 0 }
        // One unit earlier, so that a line starting exactly at `from` is found by its predecessor's newline.
        let before = max(0, from - newline.count)
        var begin = before - before % newline.count
        while begin < size {
            let bytes = file.bytes(at: begin, count: min(Self.step, size - begin))
            guard !bytes.isEmpty else { break }
            for unit in stride(from: 0, through: bytes.count - newline.count, by: newline.count)
            where bytes[unit...].starts(with: newline) {
                return begin + unit + newline.count
            }
            begin += bytes.count
        }
        return behindLastLine()
    }
}
