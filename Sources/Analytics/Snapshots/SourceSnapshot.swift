/// Where the events come from and what became of the lines.
package struct SourceSnapshot: Sendable, Hashable {
    package enum State: Sendable, Hashable {
        /// Not there yet.
        case waiting
        /// Reading what was there at the start; a fraction where the size is known.
        case reading(Double?)
        /// Read to the end, more may come.
        case following
        /// A pipe or finite input has ended.
        case ended
        /// Could not be read; the reason in words.
        case failed(String)
    }

    package struct Input: Sendable, Hashable {
        package var path: String
        package var format: String
        package var state: State
        package var bytes = 0
        package var lines = 0
        package var events = 0
        package var rejected = 0
        /// What was undone before reading: `gzip`, `zstd`, `UTF-16`, `CR line ends`, `JSON documents`.
        package var encodings: [String] = []
        /// Events have no time: they stand in the order of their lines.
        package var isInLineOrder = false
        package var rotations = 0
        package var truncations = 0
        /// Bytes that were seen on disk and went away unread, when a file was emptied or its copies removed.
        package var lostBytes = 0
        /// Lines whose end went away with them.
        package var cutOffLines = 0
        /// NUL bytes of holes in files, left out.
        package var holeBytes = 0
        /// Lines that are no UTF-8, or escape half a character, read with U+FFFD where they are broken.
        package var repairedLines = 0

        package init(path: String, format: String, state: State) {
            self.path = path
            self.format = format
            self.state = state
        }
    }

    package var inputs: [Input] = []
    package var state: State = .waiting
    package var events = 0
    package var rejected: [RejectReason: Int] = [:]
    package var rejectedExamples: [Example] = []
    /// Events older than the lateness bound allows; not counted in any funnel.
    package var late = 0
    /// Events left out because their id had come before.
    package var duplicates = 0
    /// Events of known bots, left out.
    package var bots = 0
    package var identity = IdentitySnapshot()
    package var firstEvent: Timestamp?
    package var lastEvent: Timestamp?
    /// Over the last seconds of the machine's clock; nil before there is a measure.
    package var eventsPerSecond: Double?
    /// Seconds between the newest event's time and the machine's clock; nil while reading what was there.
    package var lagSeconds: Double?

    package struct Example: Sendable, Hashable {
        package var path: String
        package var line: RejectedLine

        package init(path: String, line: RejectedLine) {
            self.path = path
            self.line = line
        }
    }

    package init() {}
}

/// What became of the ids of people.
package struct IdentitySnapshot: Sendable, Hashable {
    /// Anonymous ids that were found to belong to a known user or to another device of his.
    package var stitched = 0
    /// Aliases between two known users, refused.
    package var refusedAliases = 0
    /// Ids that became one person too late for all of their events to be counted anew: numbers are near, not exact.
    package var approximate = 0

    package init() {}
}
