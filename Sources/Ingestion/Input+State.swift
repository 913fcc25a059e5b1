import Analytics
import ByteSources
import Decoding

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

    /// It can be read from its beginning once more.
    var canStartAgain: Bool {
        guard reader.source is FileTail, let facts = try? FileFacts(path: path) else { return false }
        return facts.kind == .regular
    }

    /// Why nothing can be read, if nothing can.
    var trouble: String? {
        if let failure = finding.failure { return "\(path): \(reason(of: failure))" }
        switch reader.source.state {
        case .waiting(let error), .refused(let error):
            return settings.follows ? error.description : error.finalDescription
        case .reading, .ended: return nil
        }
    }

    /// Damage comes first: what little stands before it may look like anything.
    private func reason(of failure: DetectionError) -> String {
        if let fault = reader.faults.first?.fault {
            return counts.bytes == 0
                ? "\(fault); nothing can be read of it"
                : "\(fault); the \(counts.bytes) bytes before that are not enough: \(failure.message)"
        }
        guard case .empty = failure, reader.holeBytes > 0 else { return failure.message }
        return "there is nothing in it but \(reader.holeBytes) NUL bytes"
    }

    var snapshot: SourceSnapshot.Input {
        var snapshot = SourceSnapshot.Input(path: path, format: format, state: state)
        snapshot.bytes = counts.bytes
        snapshot.lines = countsToNow.lines
        // After a restart some may be read again that have been refused before.
        snapshot.events = max(0, counts.events - ahead.count)
        snapshot.rejected = counts.rejected.values.reduce(0, +) + ahead.count + oversizedRecords + damages.count
        snapshot.repairedLines = counts.repairedLines
        snapshot.encodings = encodings
        snapshot.isInLineOrder = schema.map { $0.mapping.time == nil } ?? false
        let changes = changes
        snapshot.rotations = changes.rotations
        snapshot.truncations = changes.truncations
        snapshot.lostBytes = changes.lostBytes
        snapshot.cutOffLines = changes.cutOffLines
        snapshot.holeBytes = changes.holeBytes + counts.nullBytes
        return snapshot
    }

    var format: String { schema?.format.rawValue ?? before?.format ?? "" }

    var encodings: [String] {
        let earlier = before?.encodings ?? []
        return earlier + reader.decodings.filter { !earlier.contains($0) }
    }

    /// What is read first is not the beginning of the file.
    var startsLate: Bool {
        switch settings.start {
        case .beginning: false
        case .end, .last: true
        }
    }

    /// What happened to the files, in earlier runs too.
    var changes: FileChanges {
        var changes = before?.changes ?? FileChanges()
        changes.rotations += seenChanges.rotations
        changes.truncations += seenChanges.truncations
        changes.lostBytes += seenChanges.lostBytes
        changes.cutOffLines += reader.cutOffRecords
        changes.holeBytes += reader.holeBytes
        return changes
    }

    /// What of the input could not be unpacked, in words.
    var damages: [RejectedLine] { (before?.damages ?? []) + reader.faults.map { damage($0.fault) } }

    func damage(_ fault: TranscodingFault) -> RejectedLine {
        RejectedLine(line: counts.lines, reason: RejectReason(fault), text: fault.description)
    }

    /// What the reader has dropped behind all chunks begun.
    var droppedLast: DroppedRecords {
        DroppedRecords(count: reader.oversizedRecords - droppedLines, beginnings: reader.oversizedBeginnings)
    }

    /// Of all batches taken, and of what was dropped behind them.
    var countsToNow: InputCounts {
        var counts = counts
        counts.add(droppedLast)
        return counts
    }

    /// Lines that the reader dropped because they were too long, beside those the decoders reject.
    var oversizedRecords: Int { (before?.counts.oversized ?? 0) + reader.oversizedRecords }

    private var state: SourceSnapshot.State {
        if let failure = finding.failure {
            let isFinal = finding.hasGivenUp || hasFinished
            return .failed(failure.message + (isFinal ? "" : "; what follows is looked at as it comes"))
        }
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
