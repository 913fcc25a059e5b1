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
        package var rotations = 0
        package var truncations = 0

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
