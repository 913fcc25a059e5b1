import Analytics
import ByteSources

/// Where an input stands, for people to see.
extension Input {
    /// Nothing is left to be read and nothing more will come.
    var isOver: Bool {
        guard isIdle else { return false }
        switch reader.source.state {
        case .ended, .refused: return true
        case .waiting, .reading: return hasFinished
        }
    }

    /// Why nothing can be read, if nothing can.
    var trouble: String? {
        if let failure { return "\(path): \(failure.message)" }
        switch reader.source.state {
        case .waiting(let error), .refused(let error):
            return settings.follows ? error.description : error.finalDescription
        case .reading, .ended: return nil
        }
    }

    var snapshot: SourceSnapshot.Input {
        var snapshot = SourceSnapshot.Input(path: path, format: format, state: state)
        snapshot.bytes = counts.bytes
        snapshot.lines = counts.lines
        snapshot.events = counts.events
        snapshot.rejected = counts.rejected.values.reduce(0, +) + oversizedRecords + damages.count
        snapshot.encodings = encodings
        snapshot.isInLineOrder = schema.map { $0.mapping.time == nil } ?? false
        snapshot.rotations = rotations
        snapshot.truncations = truncations
        return snapshot
    }

    var format: String { schema?.format.rawValue ?? before?.format ?? "" }

    var encodings: [String] {
        let earlier = before?.encodings ?? []
        return earlier + reader.decodings.filter { !earlier.contains($0) }
    }

    /// What of the input could not be unpacked, in words.
    var damages: [RejectedLine] {
        ((before?.damages ?? []) + reader.faults.map(\.fault.description))
            .map { RejectedLine(line: counts.lines, reason: .damaged, text: $0) }
    }

    /// Lines that the reader dropped because they were too long, beside those the decoders reject.
    var oversizedRecords: Int { (before?.counts.oversized ?? 0) + reader.oversizedRecords }

    private var state: SourceSnapshot.State {
        if let failure { return .failed(failure.message) }
        switch reader.source.state {
        case .waiting: return .waiting
        case .refused(let error): return .failed(error.description)
        case .ended: return .ended
        case .reading(let offset, let size):
            guard let size else { return settings.follows ? .following : .reading(nil) }
            if offset >= size { return settings.follows && !hasFinished ? .following : .ended }
            return .reading(size > 0 ? Double(offset) / Double(size) : nil)
        }
    }
}
