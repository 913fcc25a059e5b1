/// The status word of a unit: small facts packed into one 64-bit word.
struct FunnelStatus {
    var bits: UInt64

    init(_ word: Int64) { bits = UInt64(bitPattern: word) }
    var word: Int64 { Int64(bitPattern: bits) }

    /// Steps matched by events of the unit's last time.
    var present: UInt32 {
        get { UInt32(truncatingIfNeeded: bits) }
        set { bits = bits & ~0xFFFF_FFFF | UInt64(newValue) }
    }

    /// Highest step reached, 1-based; 0 for none.
    var level: Int {
        get { Int(bits >> 32 & 0xFF) }
        set { bits = bits & ~(0xFF << 32) | UInt64(newValue) << 32 }
    }

    /// The level whose next action is still to come; 0 for none.
    var awaiting: Int {
        get { Int(bits >> 40 & 0xFF) }
        set { bits = bits & ~(0xFF << 40) | UInt64(newValue) << 40 }
    }

    /// The unit has had an event: its words are set up.
    var isKnown: Bool {
        get { bits & 1 << 48 != 0 }
        set { set(48, newValue) }
    }

    /// The unit has had its first step-1 event.
    var hasEntered: Bool {
        get { bits & 1 << 49 != 0 }
        set { set(49, newValue) }
    }

    /// Nothing can change the unit's levels any more.
    var isStopped: Bool {
        get { bits & 1 << 50 != 0 }
        set { set(50, newValue) }
    }

    /// Events of the last time wait in `TieShelf` for a predecessor of the same time.
    var hasShelvedTies: Bool {
        get { bits & 1 << 51 != 0 }
        set { set(51, newValue) }
    }

    /// An attempt is running (`count total`).
    var isRunning: Bool {
        get { bits & 1 << 52 != 0 }
        set { set(52, newValue) }
    }

    private mutating func set(_ bit: UInt64, _ value: Bool) {
        bits = value ? bits | 1 << bit : bits & ~(1 << bit)
    }
}
