/// Tells the fields of a line apart, where no quote can hold a line end.
struct FieldSplitter {
    enum Separation: Sendable, Hashable {
        /// Every tab; fields may be empty and quotes mean nothing.
        case tabs
        /// Runs of spaces and tabs, also at the line's beginning and end; quotes hold fields together.
        case blanks
    }

    /// Fields that are kept; those behind them are only counted.
    static let capacity = 512

    /// The fields of the line split last.
    let fields: UnsafeMutablePointer<Range<Int>>

    init() {
        fields = .allocate(capacity: FieldSplitter.capacity)
        fields.initialize(repeating: 0..<0, count: FieldSplitter.capacity)
    }

    func deallocate() { fields.deallocate() }

    /// Splits a line; gives the number of its fields.
    func split(
        _ text: UnsafePointer<UInt8>, from start: Int, to end: Int, by separation: Separation
    ) -> Int {
        switch separation {
        case .tabs: tabs(text, start, end)
        case .blanks: blanks(text, start, end)
        }
    }

    private func tabs(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var count = 0
        var at = start
        while true {
            let next = ByteSearch.first(0x09, in: text, from: at, to: end)
            if count < FieldSplitter.capacity { fields[count] = at..<next }
            count &+= 1
            if next >= end { return count }
            at = next &+ 1
        }
    }

    private func blanks(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
        var count = 0
        var at = start
        while true {
            while at < end, text[at] == 0x20 || text[at] == 0x09 { at &+= 1 }
            guard at < end else { return count }
            let from: Int
            let to: Int
            if text[at] == 0x22, let close = closingQuote(text, at, end) {
                from = at &+ 1
                to = close
                at = close &+ 1
            } else {
                from = at
                at = ByteSearch.first(0x20, or: 0x09, in: text, from: at, to: end)
                to = at
            }
            if count < FieldSplitter.capacity { fields[count] = from..<to }
            count &+= 1
        }
    }

    /// The quote that ends a field: not escaped, with a blank or the line's end behind it.
    private func closingQuote(_ text: UnsafePointer<UInt8>, _ open: Int, _ end: Int) -> Int? {
        var at = open + 1
        while true {
            at = ByteSearch.first(0x22, in: text, from: at, to: end)
            guard at < end else { return nil }
            if at + 1 == end || text[at + 1] == 0x20 || text[at + 1] == 0x09, text[at - 1] != 0x5C || at - 1 == open {
                return at
            }
            at += 1
        }
    }

    /// The fields of a sampled line as text.
    static func texts(_ line: ArraySlice<UInt8>, by separation: Separation) -> [String] {
        var bytes = Array(line)
        while bytes.last == 0x0D { bytes.removeLast() }
        let count = bytes.count
        bytes.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        let splitter = FieldSplitter()
        defer { splitter.deallocate() }
        return bytes.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return [] }
            let found = splitter.split(text, from: 0, to: count, by: separation)
            return (0..<min(found, FieldSplitter.capacity)).map {
                String(decoding: buffer[splitter.fields[$0]], as: UTF8.self)
            }
        }
    }
}
