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
        open = [UInt8(ascii: "{")]
        last = UInt8(ascii: "{")
        self.watchesBatches = watchesBatches
    }

    /// Goes back to an envelope, behind the batch it held.
    mutating func returnToEnvelope() {
        self = JSONStructure(watchesBatches: true)
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

    /// How many of the bytes from `start` change nothing: plain bytes of a string.
    func plainLength(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
        guard isInString, !isEscaped, !isInKey else { return 0 }
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte == UInt8(ascii: "\n") { break }
            index += 1
        }
        return index - start
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
        defer { last = byte }
        switch byte {
        case UInt8(ascii: "\""):
            isInString = true
            isInKey = watchesBatches && open.count == 1 && last != UInt8(ascii: ":")
            if isInKey {
                key = 0
                keyLength = 0
            }
        case UInt8(ascii: "["):
            isAtBatchStart = opensBatch
            open.append(byte)
        case UInt8(ascii: "{"): open.append(byte)
        case UInt8(ascii: "]"): return close(UInt8(ascii: "["))
        case UInt8(ascii: "}"): return close(UInt8(ascii: "{"))
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
