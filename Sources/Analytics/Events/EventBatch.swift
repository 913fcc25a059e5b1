/// Events of one chunk of input as columns of equal length, in order of arrival.
///
/// Texts are interned by the decoder that made the batch: a batch carries the texts its decoder had not
/// seen before, so that the owner can translate symbols without sharing a table between threads.
package struct EventBatch: Sendable {
    /// Which input of the reading it is of.
    package var input = 0
    /// Which decoder's numbering the symbols follow; batches of one decoder arrive in the order they were made.
    package var decoder: Int
    /// Microseconds since 1970.
    package var times: [Int64] = []
    /// Hash of the user id, never 0.
    package var users: [UInt64] = []
    /// Symbol of the event's name.
    package var events: [Symbol] = []
    /// Ties between ids, by row; nil where the input knows one kind of id only.
    package var identity: IdentityColumns?
    /// Hash of the event's own id by row, 0 where it has none; empty where the input has no such field.
    package var ids: [UInt64] = []
    /// By row, whether its time names no zone and nobody has said which; no longer than the last of which that is true.
    package var localTimes: [Bool] = []
    /// One per column of the projection.
    package var columns: [Column]
    /// Names first seen in this batch; the decoder's symbols count on from the batch before, beginning with 1.
    package var newEventNames: [String] = []
    /// The same for each symbol column; empty for the other kinds.
    package var newTexts: [[String]]
    /// Texts of transient symbols (see `Symbol.isTransient`), of this batch only.
    package var transientTexts: [String] = []
    /// The last rows of the chunk as text, for the live list; oldest first.
    package var recent: [RecentEvent] = []
    package var tally = InputTally()
    /// Rows of a later time are likely to be ahead of the clock when they are added: the first lines of them are kept.
    /// Microseconds since 1970.
    package var latestTime = Int64.max
    /// The first rows after `latestTime`, with their lines.
    package var ahead: [(row: Int, line: RejectedLine)] = []

    package enum Column: Sendable {
        case symbols([Symbol])
        case numbers([Double])
        case keys([UInt64])
    }

    /// An empty batch with the columns of `projection`.
    package init(decoder: Int, projection: Projection) {
        let columns: [Column] = projection.columns.map { column in
            switch column.kind {
            case .symbol: .symbols([])
            case .number: .numbers([])
            case .key: .keys([])
            }
        }
        self.init(decoder: decoder, columns: columns)
    }

    init(decoder: Int, columns: [Column]) {
        self.decoder = decoder
        self.columns = columns
        newTexts = Array(repeating: [], count: columns.count)
    }
}

/// What the rows of a batch say of ids that belong to one person.
package struct IdentityColumns: Sendable {
    /// What one row says.
    package struct Facts: OptionSet, Sendable, Hashable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) { self.rawValue = rawValue }

        /// The id in `EventBatch.users` is that of a known user, not of a device.
        package static let isKnown = Facts(rawValue: 1)
        /// The second id was declared to be the user's own (an alias), not merely seen with him.
        package static let isAlias = Facts(rawValue: 2)
    }

    /// Hash of a second id that belongs to the person of `EventBatch.users`; 0 for none.
    package var others: [UInt64] = []
    package var facts: [Facts] = []

    package init() {}
}

/// A number standing for a text within one decoder's column.
package struct Symbol: Sendable, Hashable {
    package var id: UInt32

    package init(_ id: UInt32) { self.id = id }

    /// The field is absent, null or empty.
    package static let none = Symbol(0)
    /// Set in symbols whose text did not fit into the bounded table: the other bits index `EventBatch.transientTexts`.
    package static let transientBit: UInt32 = 1 << 31
    package var isTransient: Bool { id & Symbol.transientBit != 0 }
}

/// One event as text, for people to read. The text is as it came: whoever shows it makes it safe.
package struct RecentEvent: Sendable, Hashable {
    /// The row of the batch it belongs to.
    package var row: Int
    package var time: Timestamp
    package var user: String
    package var event: String
    /// The line it came from, at most 1,024 bytes of it.
    package var line: String

    package init(row: Int, time: Timestamp, user: String, event: String, line: String) {
        self.row = row
        self.time = time
        self.user = user
        self.event = event
        self.line = line
    }
}

/// What became of the lines of a chunk.
package struct InputTally: Sendable, Hashable {
    package var bytes = 0
    package var lines = 0
    /// Events of known bots, counted and left out.
    package var bots = 0
    /// Lines that are no UTF-8, or escape half a character, read with U+FFFD where they are broken; they may be rejected
    /// for another reason.
    package var repairedLines = 0
    /// NUL bytes before records, passed over.
    package var nullBytes = 0
    package var rejected: [RejectReason: Int] = [:]
    /// The first few rejected lines of the chunk.
    package var examples: [RejectedLine] = []

    package init() {}
}
