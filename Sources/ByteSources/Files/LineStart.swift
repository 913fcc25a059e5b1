import CSystem

/// Finds where to begin in a file so that no half line is read.
enum LineStart {
    private static let step = 65_536

    static func offset(for start: StartPosition, in file: OpenFile, size: Int) -> Int {
        switch start {
        case .beginning: 0
        case .end: behindLastLine(in: file, size: size)
        case .last(let bytes): firstLine(in: file, from: max(0, size - max(0, bytes)), size: size)
        }
    }

    /// Behind the last newline; 0 if there is none.
    private static func behindLastLine(in file: OpenFile, size: Int) -> Int {
        var end = size
        while end > 0 {
            let begin = max(0, end - step)
            let bytes = file.bytes(at: begin, count: end - begin)
            if let newline = bytes.lastIndex(of: UInt8(ascii: "\n")) { return begin + newline + 1 }
            end = begin
        }
        return 0
    }

    /// The first line that starts at `from` or later, or behind the last line if none does.
    private static func firstLine(in file: OpenFile, from: Int, size: Int) -> Int {
        guard from > 0 else { return 0 }
        // One byte earlier, so that a line starting exactly at `from` is found by its predecessor's newline.
        var begin = from - 1
        while begin < size {
            let bytes = file.bytes(at: begin, count: min(step, size - begin))
            guard !bytes.isEmpty else { break }
            if let newline = bytes.firstIndex(of: UInt8(ascii: "\n")) { return begin + newline + 1 }
            begin += bytes.count
        }
        return behindLastLine(in: file, size: size)
    }
}
