import Analytics
import ByteSources
import Decoding
import Dispatch

/// One decoder and the batch it works on, so that chunks of one input can be decoded side by side.
///
/// - Note: `@unchecked Sendable` because the owner hands a slot to one job at a time and touches it again only
///   after `take()`, which waits for the job's signal.
final class DecodeSlot: @unchecked Sendable {
    private let decoder: any RecordDecoder
    /// What the decoder was made by.
    let plan: DecoderPlan
    private let projection: Projection
    private let number: Int
    private let done = DispatchSemaphore(value: 0)
    private var batch: EventBatch?

    init(_ decoder: any RecordDecoder, plan: DecoderPlan, projection: Projection, number: Int) {
        self.decoder = decoder
        self.plan = plan
        self.projection = projection
        self.number = number
    }

    /// The columns in force where the records begin that are decoded next, for formats that can change them.
    func adopt(layout: [String]) {
        (decoder as? any LayoutFollowing)?.adopt(layout: layout)
        (decoder as? any HeaderFollowing)?.adopt(layout: layout)
    }

    /// Decodes the records in `range` of a chunk on another thread; `take` gives the batch.
    ///
    /// - Parameter latestTime: see `EventBatch`.
    func begin(_ chunk: Chunk, _ range: Range<Int>, latestTime: Int64, on queue: DispatchQueue) {
        queue.async {
            self.batch = self.decoded(chunk, range, latestTime)
            self.done.signal()
        }
    }

    /// The same at once, for chunks that are not worth the way.
    func decode(_ chunk: Chunk, _ range: Range<Int>, latestTime: Int64) {
        batch = decoded(chunk, range, latestTime)
        done.signal()
    }

    private func decoded(_ chunk: Chunk, _ range: Range<Int>, _ latestTime: Int64) -> EventBatch {
        var batch = EventBatch(decoder: number, projection: projection)
        batch.input = chunk.source
        batch.latestTime = latestTime
        chunk.withBytes { bytes in
            decoder.decode(UnsafeRawBufferPointer(rebasing: bytes[range]), into: &batch)
        }
        return batch
    }

    /// Waits for the batch begun last.
    func take() -> EventBatch {
        done.wait()
        defer { batch = nil }
        return batch ?? EventBatch(decoder: number, projection: projection)
    }
}
