import Analytics
import ByteSources
import Decoding

/// What there is to show of a reading.
extension Intake {
    /// Why an input could not be read, by path.
    package var troubles: [(path: String, reason: String)] {
        let ofInputs = inputs.compactMap { input in input.trouble.map { (input.path, $0) } }
        return (badPattern.map { [("", settings.follows ? $0.description : $0.finalDescription)] } ?? []) + ofInputs
    }

    /// Fields that the definitions name and the data does not have, with the name probably meant.
    package var unknownFields: [(field: String, suggestion: String?)] {
        let schemas = inputs.compactMap(\.schema)
        guard let first = schemas.first else { return [] }
        let optional: Set<String> = ["revenue", "page", "session", "event"]
        return first.unresolved(fields).filter { missing in
            !optional.contains(missing.field)
                && schemas.dropFirst().allSatisfy { !$0.unresolved([missing.field]).isEmpty }
        }
    }

    /// How much of all files has been read, from 0 to 1; nil where nobody knows how much there is.
    package var progress: Double? {
        var (read, all) = (0, 0)
        for input in inputs {
            guard case .reading(let offset, let size) = input.reader.source.state else { continue }
            guard let size else { return nil }
            read += min(offset, size)
            all += size
        }
        return all > 0 ? Double(read) / Double(all) : nil
    }

    /// The schema of the first input that was understood.
    package var schema: InputSchema? { inputs.lazy.compactMap(\.schema).first }

    /// The inputs and their lines; the aggregates add what they know.
    package var source: SourceSnapshot {
        if let firstReading { return firstReading }
        var source = SourceSnapshot()
        source.inputs = inputs.map(\.snapshot)
        // Nothing is there to be read: what was named stands for it.
        if inputs.isEmpty, badPattern != nil, case .files(let pattern)? = settings.origins.first {
            source.inputs = [SourceSnapshot.Input(path: pattern.text, format: "", state: .waiting)]
        }
        source.bots = inputs.reduce(0) { $0 + $1.counts.bots }
        for input in inputs {
            source.rejected.merge(input.counts.rejected, uniquingKeysWith: +)
            if input.ahead.count > 0 { source.rejected[.future, default: 0] += input.ahead.count }
            if input.oversizedRecords > 0 { source.rejected[.tooLong, default: 0] += input.oversizedRecords }
            let damages = input.damages
            for damage in damages { source.rejected[damage.reason, default: 0] += 1 }
            source.rejectedExamples += (damages + input.countsToNow.examples + input.ahead.examples)
                .map { SourceSnapshot.Example(path: input.path, line: $0) }
        }
        source.rejectedExamples = source.rejectedExamples.examples(limit: InputCounts.exampleLimit, \.line.reason)
        source.state = SourceSnapshot.State.overall(source.inputs)
        return source
    }

    package func snapshot(_ request: SnapshotRequest) -> Snapshot {
        var snapshot = state.snapshot(request)
        var source = source
        source.events = snapshot.source.events
        source.late = snapshot.source.late
        source.duplicates = snapshot.source.duplicates
        source.identity = snapshot.source.identity
        source.firstEvent = snapshot.source.firstEvent
        source.lastEvent = snapshot.source.lastEvent
        snapshot.source = source
        if let badPattern { snapshot.warnings.append(badPattern.description) }
        snapshot.warnings += unknownFields.map { missing in
            "no field \(missing.field) in the data so far"
                + (missing.suggestion.map { "; did you mean \($0)?" } ?? "")
        }
        return snapshot
    }
}
