/// A wrong option or value: which word, and what would be right. Exit code 2.
struct UsageError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// The input could not be read or had no usable event. Exit code 1.
struct InputError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}

/// A signal ended a reading whose numbers are kept. Exit code 128 + its number; nothing is printed of a part.
struct Stopped: Error, CustomStringConvertible {
    var signal: Int32
    /// Of all that was to be read; nil where nobody knows how much that is.
    var progress: Double?
    var isSaved: Bool

    var description: String {
        let place = progress.map { " at \(Int(min(max($0, 0), 1) * 100)) %" } ?? ""
        return "stopped\(place), without a report; "
            + (isSaved
                ? "the state is saved: the same command goes on from here"
                : "the same command goes on from the state before")
    }
}
