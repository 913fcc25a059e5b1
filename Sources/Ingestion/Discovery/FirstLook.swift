import Analytics
import Decoding
import Dispatch
import Synchronization

/// Profiles an input while it is being read, from the very records that are decoded anyway: nothing is read twice, so that
/// pipes can be looked at as well. A first profile comes of the first records, better ones each time there are twice as many.
///
/// Profiles are made on a queue of their own; at most one at a time.
package final class FirstLook: Sendable {
    private struct State {
        var schema: InputSchema?
        var source = ""
        var bytes: [UInt8] = []
        var looked = 0
        var isLooking = false
        var isOver = false
        var detect: (@Sendable ([UInt8]) -> InputSchema?)?
        /// Bytes that the fields of `schema` were found in.
        var sampled = Int.max
    }

    private typealias Work = (SampleBytes, String, InputSchema, (@Sendable ([UInt8]) -> InputSchema?)?)

    /// Enough to see the fields and the first events at once.
    private static let firstBytes = 64 * 1024
    private let limit: Int
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "first look", qos: .utility)
    private let publish: @Sendable (DataProfile) -> Void

    /// - Parameters:
    ///   - limit: bytes that are kept and looked at, at most.
    ///   - publish: called on a queue of its own, with a better profile each time.
    package init(limit: Int = DataDiscovery.sampleLimit, publish: @escaping @Sendable (DataProfile) -> Void) {
        self.limit = limit
        self.publish = publish
    }

    /// The format of the first input is known, or known better; further inputs are not looked at.
    ///
    /// - Parameters:
    ///   - beginsAtStart: the records that follow begin with the first byte of the input, names of columns included.
    ///   - sampled: bytes that `schema` was found in.
    ///   - detect: finds the schema again, from more bytes: fields may come that the first lines do not have.
    package func begin(
        _ source: String, schema: InputSchema, beginsAtStart: Bool, sampled: Int = Int.max,
        detect: (@Sendable ([UInt8]) -> InputSchema?)? = nil
    ) {
        state.withLock { state in
            if let known = state.schema {
                // The input has shown more of itself.
                guard state.source == source else { return }
                state.schema = schema
                state.schema?.headerLength = known.headerLength
                return
            }
            var schema = schema
            if !beginsAtStart { schema.headerLength = 0 }
            state.schema = schema
            state.source = source
            // Names of columns stand at the beginning only.
            guard beginsAtStart || schema.format.isJSON else { return }
            state.detect = detect
            state.sampled = sampled
        }
    }

    /// Whole records of an input, in order.
    ///
    /// - Complexity: O(bytes) until `limit` is reached, O(1) from then on.
    package func add(_ records: UnsafeRawBufferPointer, of source: String) {
        state.withLock { state in
            guard state.schema != nil, state.source == source, state.bytes.count < limit, !state.isOver else { return }
            // More than the limit by at most one chunk: records are not cut.
            state.bytes += records
        }
        lookIfWorthwhile()
    }

    /// Nothing will follow: what there is is looked at once more.
    package func finish(_ source: String) {
        state.withLock { state in if state.source == source { state.isOver = true } }
        lookIfWorthwhile()
    }

    private func lookIfWorthwhile() {
        let work = state.withLock { state -> Work? in
            guard let schema = state.schema, !state.isLooking, !state.bytes.isEmpty else { return nil }
            let isLast = state.isOver || state.bytes.count >= limit
            let isFirst = state.looked == 0 && state.bytes.count > FirstLook.firstBytes
            guard isLast ? state.looked < state.bytes.count : state.bytes.count >= state.looked * 2 else { return nil }
            let count = isFirst ? FirstLook.firstBytes : state.bytes.count
            state.looked = count
            state.isLooking = true
            // A first part may end inside a record, the whole ends with one.
            let sample = SampleBytes(bytes: Array(state.bytes[..<count]), isWhole: !isFirst && state.isOver)
            let isNew = state.sampled < min(count, FormatDetection.sampleLimit)
            if isNew { state.sampled = count }
            return (sample, state.source, schema, isNew ? state.detect : nil)
        }
        guard let (sample, source, known, detect) = work else { return }
        queue.async {
            var schema = known
            // What is shown of the fields may be newer than what is read.
            if let newer = detect?(sample.bytes), newer.format == known.format, newer.columns == known.columns {
                schema.fields = newer.fields
                self.state.withLock { $0.schema?.fields = newer.fields }
            }
            if case .success(let profile) = DataDiscovery.profile(of: sample, source: source, schema: schema) {
                self.publish(profile)
            }
            self.state.withLock { $0.isLooking = false }
            // More may have come meanwhile.
            self.lookIfWorthwhile()
        }
    }
}
