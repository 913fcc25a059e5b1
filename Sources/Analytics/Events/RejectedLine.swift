/// Why a line gave no event.
package enum RejectReason: String, Sendable, Hashable, CaseIterable {
    case malformed = "malformed"
    case invalidUTF8 = "invalid UTF-8"
    case noTime = "no time"
    case badTime = "unreadable time"
    /// Before 1900 or after 2200: such times stand for "unknown" or "never".
    case implausibleTime = "time before 1900 or after 2200"
    /// Further ahead of the machine's clock than events may be (`--ahead`).
    case future = "time ahead of the clock"
    case noUser = "no user"
    case wrongColumnCount = "wrong number of columns"
    case tooLong = "line too long"
    case binary = "binary data"
    case conflictMarker = "merge conflict marker"
    /// Bytes of a compressed file that cannot be unpacked.
    case damaged = "damaged compressed data"
    /// Compressed data whose end is missing.
    case cutOff = "compressed data that ends too early"
    /// UTF-16 with an odd number of bytes, or half of a pair at its end.
    case endsInCharacter = "file ends inside a character"
    case endsInDocument = "file ends inside a JSON document"
    case damagedDocument = "damaged JSON document"

    /// What to do about it by an option of the command line; nil where there is none.
    package var advice: String? {
        switch self {
        case .future: "wrong zone? --timezone names it; --ahead 1h takes more"
        case .tooLong: "--line-limit 1M takes longer ones"
        default: nil
        }
    }
}

/// One rejected line, kept as an example.
package struct RejectedLine: Sendable, Hashable {
    /// 1-based; within the batch until the owner makes it a line of the whole input.
    package var line: Int
    package var reason: RejectReason
    /// At most 200 bytes of it, as it came.
    package var text: String

    package init(line: Int, reason: RejectReason, text: String) {
        self.line = line
        self.reason = reason
        self.text = text
    }

    /// The same behind so many other lines.
    package func moved(by lines: Int) -> RejectedLine { RejectedLine(line: line + lines, reason: reason, text: text) }
}

extension Sequence {
    /// Of rejected lines in order, those to be shown: the first of each reason, and then the first of all up to `limit`.
    package func examples(limit: Int, _ reason: (Element) -> RejectReason) -> [Element] {
        let all = Array(self)
        var reasons: Set<RejectReason> = []
        var chosen = Set(all.indices.filter { reasons.insert(reason(all[$0])).inserted })
        for index in all.indices where chosen.count < limit { chosen.insert(index) }
        return chosen.sorted().map { all[$0] }
    }
}

/// A row that does not count, because its time is ahead of the clock: its input counts it among the rejected lines.
package struct RowAhead: Sendable, Hashable {
    /// `EventBatch.input`.
    package let input: Int
    /// The line, for the first few of a batch.
    package let line: RejectedLine?
}

extension PreparedBatch {
    func rowAhead(_ row: Int) -> RowAhead {
        RowAhead(input: batch.batch.input, line: batch.batch.ahead.first { $0.row == row }?.line)
    }
}
