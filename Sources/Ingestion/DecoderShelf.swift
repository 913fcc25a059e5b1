import Analytics
import Decoding

/// The decoders of all inputs of a reading. Inputs that are laid out alike share them: many files take little more
/// memory than one, and a text that was met in one is known in the next.
///
/// Belongs to one queue.
final class DecoderShelf {
    /// Bytes that may be under way, beside one chunk of each input that waits for it.
    private static let mostBytes = 16 << 20

    private struct Group {
        var framing: (any RecordDecoder)?
        var free: [DecodeSlot] = []
    }

    let projection: Projection
    private var groups: [DecoderPlan: Group] = [:]
    private var lastNumber = -1
    private var bytes = 0

    init(projection: Projection) {
        self.projection = projection
    }

    /// Decoders of batches that were made.
    var decoderCount: Int { lastNumber + 1 }

    /// More than what is needed next may be begun.
    var hasRoom: Bool { bytes < DecoderShelf.mostBytes }

    func plan(of schema: InputSchema) -> DecoderPlan { DecoderPlan(schema: schema, projection: projection) }

    /// What finds the ends of an input's records; of its own where it follows what the input says of its columns.
    func framing(of plan: DecoderPlan, _ schema: InputSchema) -> any RecordDecoder {
        if let framing = groups[plan]?.framing { return framing }
        let framing = DecoderFactory.makeDecoder(schema: schema, projection: projection, number: -1)
        if !(framing is any LayoutFollowing) { groups[plan, default: Group()].framing = framing }
        return framing
    }

    /// A decoder that is free, to be put back when its batch was taken. Its batches are to be taken in the order of its
    /// chunks, because a batch tells of the texts that are new in it.
    ///
    /// - Parameter bytes: of the chunk it is for.
    func take(_ plan: DecoderPlan, _ schema: InputSchema, bytes: Int) -> DecodeSlot {
        self.bytes += bytes
        if let slot = groups[plan]?.free.popLast() { return slot }
        lastNumber += 1
        return DecodeSlot(
            DecoderFactory.makeDecoder(schema: schema, projection: projection, number: lastNumber), plan: plan,
            projection: projection, number: lastNumber)
    }

    func putBack(_ slot: DecodeSlot, bytes: Int) {
        self.bytes -= bytes
        groups[slot.plan, default: Group()].free.append(slot)
    }
}
