/// All aggregates as bytes, and back.
extension AnalyticsState {
    /// Changes whenever the order or meaning of what is written does.
    package static let savedVersion: UInt32 = 1

    /// Writes all that later events and snapshots depend on; nothing of the plan.
    ///
    /// - Complexity: O(memory), mostly block by block.
    package func save(to writer: inout StateWriter) {
        writer.reserve(memoryBytes)
        writer.write(AnalyticsState.savedVersion)
    }

    /// Goes on from what was saved. To be called on a state made from a plan of its own of the same configuration (see
    /// `AnalyticsConfiguration.fingerprint`), before anything else; decoders begin to number their texts anew.
    ///
    /// - Throws: where the bytes do not fit the plan or each other; the state is to be thrown away then.
    package mutating func restore(from reader: inout StateReader) throws(StateError) {
        let version = try reader.readUInt32()
        guard version == AnalyticsState.savedVersion else {
            throw .invalid("it is of version \(version), this program writes version \(AnalyticsState.savedVersion)")
        }
    }
}
