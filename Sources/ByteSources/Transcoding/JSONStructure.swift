/// Where one stands inside one JSON object: its nesting, its strings, and the keys of its first level.
///
/// Checks only what is needed to find the object's end; whether it is valid JSON is for its reader to say.
struct JSONStructure {
    /// What one byte did.
    enum Step {
        case inside
        /// It closed the object.
        case closed
        /// It stands in a string, where no line may end.
        case brokenString
        /// It closes something that is not open here: the object ended before it, unclosed.
        case foreign
        /// It begins the first record of a batch: the object is an envelope.
        case firstRecord
        /// It closes a batch without records: the object is an envelope.
        case emptyBatch
    }

    private static let depthLimit = 1024
    private static let brace = UInt8(ascii: "{")
    /// Keys are told apart by their first bytes, as many as fit.
    private static let batch = packed("batch")
    private static let events = packed("events")
    private static let event = packed("event")

    /// Opening brackets, outermost first.
    private var open: [UInt8]
    private(set) var isInString = false
    private var isEscaped = false
    /// The last byte outside strings that is no space.
    private var last: UInt8
    private var isInKey = false
    private var key: UInt64 = 0
    private var keyLength = 0
    /// An array under a batch key has just been opened.
    private var isAtBatchStart = false
    /// The object may be an envelope.
    private var watchesBatches: Bool

    /// Behind the opening brace of an object.
    ///
    /// - Parameter watchesBatches: Looks for an array of records under `batch` or `events`.
    init(watchesBatches: Bool) {
        open = [Self.brace]
        last = Self.brace
        self.watchesBatches = watchesBatches
    }

    /// Starts over behind the opening brace of an object.
    mutating func begin(watchesBatches: Bool) {
        open.removeAll(keepingCapacity: true)
        open.append(Self.brace)
        last = Self.brace
        isInString = false
        isEscaped = false
        isInKey = false
        isAtBatchStart = false
        self.watchesBatches = watchesBatches
    }

    /// Goes back to an envelope, behind the batch it held.
    mutating func returnToEnvelope() {
        begin(watchesBatches: true)
        last = UInt8(ascii: "]")
    }

    /// True where JSON allows an object or an array to begin.
    var mayBeginValue: Bool {
        switch last {
        case UInt8(ascii: ":"), UInt8(ascii: "["): true
        case UInt8(ascii: ","): open.last == UInt8(ascii: "[")
        default: false
        }
    }

    /// Takes bytes from `start` on for which `take` would say `inside`, up to a newline; how many they are.
    ///
    /// May stop earlier: then `take` has to look at the next byte.
    mutating func skim(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        if isAtBatchStart { return 0 }
        var index = start
        while index < bytes.count {
            if isInString {
                index = skimString(bytes, from: index)
                if isInString { break }
                continue
            }
            let byte = bytes[index]
            switch byte {
            case UInt8(ascii: "\""): beginString()
            case Self.brace:
                guard open.count < Self.depthLimit else { return index - start }
                open.append(byte)
                last = byte
            case UInt8(ascii: "["):
                guard open.count < Self.depthLimit, !opensBatch else { return index - start }
                open.append(byte)
                last = byte
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // In ASCII both closing brackets stand two behind the opening ones.
                guard open.count > 1, open[open.count - 1] == byte - 2 else { return index - start }
                open.removeLast()
                last = byte
            case UInt8(ascii: "\n"): return index - start
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
            default: last = byte
            }
            index += 1
        }
        return index - start
    }

    /// Behind the string, or before a newline in it, or the end of the bytes.
    private mutating func skimString(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        if isInKey || isEscaped {
            while index < bytes.count && isInString && bytes[index] != UInt8(ascii: "\n") {
                _ = takeInString(bytes[index])
                index += 1
                if !isInKey && !isEscaped { break }
            }
            guard isInString, !isInKey, !isEscaped else { return index }
        }
        while index < bytes.count {
            if index + 8 <= bytes.count {
                let plain = Self.plainBytes(bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self).littleEndian)
                index += plain
                if plain == 8 { continue }
            }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                isInString = false
                return index + 1
            }
            if byte == UInt8(ascii: "\n") { return index }
            if byte == UInt8(ascii: "\\") {
                if index + 1 == bytes.count || bytes[index + 1] == UInt8(ascii: "\n") {
                    isEscaped = true
                    return index + 1
                }
                index += 1
            }
            index += 1
        }
        return index
    }

    /// How many of eight bytes, the first lowest, come before a quote, a backslash or a newline.
    private static func plainBytes(_ word: UInt64) -> Int {
        let special =
            zeroBytes(word ^ 0x2222_2222_2222_2222) | zeroBytes(word ^ 0x5C5C_5C5C_5C5C_5C5C)
            | zeroBytes(word ^ 0x0A0A_0A0A_0A0A_0A0A)
        return special.trailingZeroBitCount / 8
    }

    /// The highest bit of each byte that is zero; of no meaning above the lowest such byte.
    private static func zeroBytes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    private mutating func beginString() {
        isInKey = watchesBatches && open.count == 1 && last != UInt8(ascii: ":")
        isInString = true
        last = UInt8(ascii: "\"")
        if isInKey {
            key = 0
            keyLength = 0
        }
    }

    mutating func take(_ byte: UInt8) -> Step {
        if isInString { return takeInString(byte) }
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return .inside
        default: break
        }
        if isAtBatchStart {
            isAtBatchStart = false
            if byte == UInt8(ascii: "{") { return .firstRecord }
            if byte == UInt8(ascii: "]") && key == Self.batch { return .emptyBatch }
        }
        if byte == UInt8(ascii: "\"") {
            beginString()
            return .inside
        }
        defer { last = byte }
        switch byte {
        case UInt8(ascii: "["):
            isAtBatchStart = opensBatch
            open.append(byte)
        case UInt8(ascii: "{"): open.append(byte)
        case UInt8(ascii: "]"), UInt8(ascii: "}"): return close(byte - 2)
        default: break
        }
        return open.count > Self.depthLimit ? .foreign : .inside
    }

    private mutating func takeInString(_ byte: UInt8) -> Step {
        if byte == UInt8(ascii: "\n") { return .brokenString }
        if isEscaped {
            isEscaped = false
        } else if byte == UInt8(ascii: "\\") {
            isEscaped = true
        } else if byte == UInt8(ascii: "\"") {
            isInString = false
            if isInKey && key == Self.event && keyLength == 5 {
                // A record of its own that happens to hold others.
                watchesBatches = false
            }
            isInKey = false
            return .inside
        }
        if isInKey {
            key = key << 8 | UInt64(byte)
            keyLength += 1
        }
        return .inside
    }

    private var opensBatch: Bool {
        guard watchesBatches, open.count == 1, last == UInt8(ascii: ":") else { return false }
        return key == Self.batch && keyLength == 5 || key == Self.events && keyLength == 6
    }

    /// Closes the innermost bracket of a kind and whatever was left open inside it.
    private mutating func close(_ opening: UInt8) -> Step {
        guard let index = open.lastIndex(of: opening) else { return .foreign }
        open.removeSubrange(index...)
        return open.isEmpty ? .closed : .inside
    }

    private static func packed(_ key: StaticString) -> UInt64 {
        key.withUTF8Buffer { $0.reduce(0) { $0 << 8 | UInt64($1) } }
    }
}
