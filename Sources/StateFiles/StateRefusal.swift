/// Why what a state file holds is not used; it is kept aside.
package enum StateRefusal: Error, Sendable, Hashable {
    /// It is not what was written.
    case damaged(Damage)
    /// What it holds contradicts itself; in words.
    case contradictory(String)
    /// It was made by something newer.
    case newer(version: UInt32)
    /// It holds other numbers than those asked for; in words that go on with its name.
    case foreign(String)

    package enum Damage: Sendable, Hashable {
        case empty
        /// Shorter than the shortest state.
        case cutShort(bytes: Int)
        /// Not a state file.
        case unknownBeginning
        case header
        /// Bytes that the header tells of, and those that are there.
        case length(said: UInt64, found: Int)
        case checksum
    }

    /// In words, to stand behind the name of the file.
    package var reason: String {
        switch self {
        case .damaged(.empty): "is empty"
        case .damaged(.cutShort(let bytes)): "is cut short after \(bytes) bytes"
        case .damaged(.unknownBeginning): "is no state file of funneltop"
        case .damaged(.header): "is damaged: the checksum of its header is wrong"
        case .damaged(.length(let said, let found)):
            "is damaged: it should hold \(said) bytes of state and has \(found)"
        case .damaged(.checksum): "is damaged: its checksum is wrong"
        case .contradictory(let detail): "is damaged: \(detail)"
        case .newer(let version):
            "was written by a newer funneltop (format \(version), this one reads up to \(StateFormat.version))"
        case .foreign(let detail): detail
        }
    }

    /// What can be done with the file that is kept aside.
    func remedy(_ name: String) -> String {
        switch self {
        case .damaged, .contradictory, .newer: ""
        case .foreign: " (to go on with it, start with those settings and --state \(name))"
        }
    }

    /// Behind the name of the file that is kept aside.
    var ending: String {
        switch self {
        case .damaged, .contradictory: "damaged"
        case .newer, .foreign: "foreign"
        }
    }
}
