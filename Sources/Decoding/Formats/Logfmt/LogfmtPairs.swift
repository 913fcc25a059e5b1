/// Takes a line of `key=value` pairs apart.
///
///     at=info user.id=42 msg="said \"hi\"" dry-run
struct LogfmtPairs {
    struct Pair {
        var key: Range<Int>
        /// Empty for a bare key and for one without a value.
        var value: Range<Int>
        /// A key without a sign of equality, which says `true`.
        var isBare = false
        /// The value stood in quotes; `hasEscapes` if there are backslashes in it.
        var isQuoted = false
        var hasEscapes = false
        /// The closing quote is missing.
        var isOpen = false
    }

    private let text: UnsafePointer<UInt8>
    private let end: Int
    private var at: Int

    init(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) {
        self.text = text
        self.end = end
        at = start
    }

    /// The next pair; nil at the end of the line. A sign of equality without a key before it is passed over.
    mutating func next() -> Pair? {
        while true {
            while at < end, text[at] <= 0x20 || text[at] == 0x3D { at &+= 1 }
            guard at < end else { return nil }
            let start = at
            while at < end, text[at] > 0x20, text[at] != 0x3D, text[at] != 0x22 { at &+= 1 }
            let key = start..<at
            if at < end, text[at] == 0x22 {
                // A quote within or before a key: the rest of the word is no pair.
                skipWord()
                if key.isEmpty { continue }
                return Pair(key: key, value: at..<at, isBare: true)
            }
            guard at < end, text[at] == 0x3D else { return Pair(key: key, value: at..<at, isBare: true) }
            at &+= 1
            if at < end, text[at] == 0x22 { return quoted(key) }
            let valueStart = at
            while at < end, text[at] > 0x20 { at &+= 1 }
            return Pair(key: key, value: valueStart..<at)
        }
    }

    /// A time that stands before the pairs, as many loggers put it: one word, or a date and a clock reading.
    ///
    ///     2015/05/17 10:05:03 level=info user=42
    static func leadingTime(_ text: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Range<Int>? {
        guard start < end, text[start] &- 0x30 < 10 || text[start] == 0x5B && text[start + 1] &- 0x30 < 10 else {
            return nil
        }
        let first = word(text, start, end)
        guard first - start >= 8, first < end, text[first] == 0x20 else { return nil }
        let second = first + 1
        let isClock =
            second + 4 < end && text[second] &- 0x30 < 10 && (text[second + 1] == 0x3A || text[second + 2] == 0x3A)
        guard isClock else { return start..<first }
        return start..<word(text, second, end)
    }

    /// The end of a word without a sign of equality; its beginning where it has one.
    private static func word(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var at = start
        while at < end, text[at] > 0x20 {
            if text[at] == 0x3D { return start }
            at += 1
        }
        return at
    }

    private mutating func skipWord() {
        var isQuoted = false
        while at < end, isQuoted || text[at] > 0x20 {
            if text[at] == 0x22 { isQuoted.toggle() }
            at &+= 1
        }
    }

    private mutating func quoted(_ key: Range<Int>) -> Pair {
        at &+= 1
        let start = at
        var hasEscapes = false
        while at < end, text[at] != 0x22 {
            if text[at] == 0x5C {
                hasEscapes = true
                at &+= 1
            }
            at &+= 1
        }
        let close = min(at, end)
        at = min(end, close &+ 1)
        return Pair(
            key: key, value: start..<close, isQuoted: true, hasEscapes: hasEscapes, isOpen: close == end)
    }
}
