/// Whether a source's text is taken apart as JSON documents.
package enum JSONDocuments: Sendable, Hashable {
    /// Where the first bytes say so.
    case automatic
    case always
    case never

    /// True for a JSON array of objects, objects over several lines, several objects on the first line, and an
    /// envelope on the first line; not for one object a line.
    ///
    /// - Parameter isAll: No more bytes are worth waiting for.
    static func sniff(_ bytes: UnsafeRawBufferPointer, isAll: Bool) -> Sniffed<Void> {
        var index = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        skipSpaces(bytes, &index)
        guard index < bytes.count else { return isAll ? .nothing : .undecided }
        switch bytes[index] {
        case UInt8(ascii: "["):
            // Bracketed times begin many log lines: only an array of records counts.
            index += 1
            skipSpaces(bytes, &index)
            guard index < bytes.count else { return isAll ? .nothing : .undecided }
            if bytes[index] == UInt8(ascii: "]") { return .found(()) }
            guard bytes[index] == UInt8(ascii: "{") else { return .nothing }
            return beginsObject(bytes, from: index + 1, isAll: isAll)
        case UInt8(ascii: "{"):
            let beginning = beginsObject(bytes, from: index + 1, isAll: isAll)
            guard case .found = beginning else { return beginning }
            return sniffObject(bytes, from: index + 1, isAll: isAll)
        case 0xEF where !isAll && bytes.count < 3: return .undecided
        default: return .nothing
        }
    }

    /// True behind a brace where a key or the end of the object follows, as in JSON and in little else.
    private static func beginsObject(_ bytes: UnsafeRawBufferPointer, from start: Int, isAll: Bool) -> Sniffed<Void> {
        var index = start
        skipSpaces(bytes, &index)
        guard index < bytes.count else { return isAll ? .nothing : .undecided }
        return bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "}") ? .found(()) : .nothing
    }

    private static func sniffObject(_ bytes: UnsafeRawBufferPointer, from start: Int, isAll: Bool) -> Sniffed<Void> {
        var structure = JSONStructure(watchesBatches: true)
        var isBehindNewline = false
        var index = start
        while index < bytes.count {
            // Behind a newline the first byte tells.
            if !isBehindNewline { index += structure.skim(bytes, from: index) }
            guard index < bytes.count else { break }
            let byte = bytes[index]
            if isBehindNewline && !isSpace(byte) {
                // An object where none may be: the first line is one half of a damaged record.
                let isOpening = byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
                return isOpening && !structure.mayBeginValue ? .nothing : .found(())
            }
            switch structure.take(byte) {
            case .inside: if byte == UInt8(ascii: "\n") { isBehindNewline = true }
            case .brokenString, .foreign: return .nothing
            case .firstRecord, .emptyBatch: return .found(())
            case .closed: return sniffBehindObject(bytes, from: index + 1, isAll: isAll)
            }
            index += 1
        }
        return isAll ? .nothing : .undecided
    }

    private static func sniffBehindObject(
        _ bytes: UnsafeRawBufferPointer, from start: Int, isAll: Bool
    ) -> Sniffed<Void> {
        for byte in bytes[start...] {
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: ","): return .found(())
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): continue
            default: return .nothing
            }
        }
        return isAll ? .nothing : .undecided
    }

    private static func skipSpaces(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) {
        while index < bytes.count && isSpace(bytes[index]) { index += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): true
        default: false
        }
    }
}
