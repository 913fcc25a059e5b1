/// What stood in a state file whose checksums were right.
package struct SavedState: Sendable, Hashable {
    /// Of the definition whose numbers these are.
    package var fingerprint: UInt64
    package var body: [UInt8]

    package init(fingerprint: UInt64, body: [UInt8]) {
        self.fingerprint = fingerprint
        self.body = body
    }
}

/// What came of the state that was there.
package struct LoadedState<Value> {
    /// nil where there was none that could be used.
    package var value: Value?
    /// What was refused, why, and where it is kept now; a sentence each.
    package var remarks: [String] = []

    package init() {}
}
