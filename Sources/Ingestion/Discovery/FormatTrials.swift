import Analytics
import Decoding

/// Reads the beginning of some data as every format there is, to say why one was taken and the others were not.
package enum FormatTrials {
    /// Bytes that are read over and over.
    private static let sampleLimit = 1 << 16

    /// The format taken first, then those that came into question, then those that at least give events; at the end the others.
    package static func trials(
        of sample: SampleBytes, source: String, description: InputDescription, timeZone: TimeZoneTable? = nil
    ) -> [FormatTrial] {
        let beginning = shortened(sample)
        let fileName = source == "-" ? nil : source
        let taken = try? FormatDetection.detect(
            sample: sample.bytes, description: description, fileName: fileName, timeZone: timeZone
        ).get()
        var trials = InputFormat.allCases.map { format -> FormatTrial in
            var named = description
            named.format = format
            let result = FormatDetection.detect(
                sample: beginning.bytes, description: named, fileName: fileName, timeZone: timeZone)
            var trial = trial(format, beginning, result)
            trial.certainty = taken?.alternatives.first { $0.format == format.rawValue }?.certainty
            if let taken, taken.format == format {
                trial.isTaken = true
                trial.certainty = taken.certainty
                trial.remark = (taken.reasons + [trial.remark]).joined(separator: "; ")
            }
            return trial
        }
        trials.sort { a, b in
            (a.isTaken ? 0 : 1, -(a.certainty ?? -1), -a.events, a.format)
                < (b.isTaken ? 0 : 1, -(b.certainty ?? -1), -b.events, b.format)
        }
        return trials
    }

    private static func trial(
        _ format: InputFormat, _ sample: SampleBytes, _ result: Result<InputSchema, DetectionError>
    ) -> FormatTrial {
        var trial = FormatTrial(format: format.rawValue, remark: "no line can be read so")
        switch result {
        case .failure(let error): trial.remark = remark(error)
        // Some names stand for one decoder: what it took the data for is another format's matter.
        case .success(let schema) where schema.format != format: break
        case .success(let schema):
            let tally = SampleDecoding(sample, schema: schema, fields: []).batch
            trial.events = tally.times.count
            trial.lines = tally.tally.lines
            let most = tally.tally.rejected.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
            trial.remark =
                "\(trial.events) of \(trial.lines) lines give an event"
                + (most.map { "; \($0.value) × \($0.key.rawValue)" } ?? "")
        }
        return trial
    }

    private static func remark(_ error: DetectionError) -> String {
        switch error {
        case .noUser: "read so, no field looks like a user"
        case .fieldNotFound(_, let name, _, _): "read so, there is no field \(name)"
        default: "no line can be read so"
        }
    }

    /// Whole lines of the first bytes.
    private static func shortened(_ sample: SampleBytes) -> SampleBytes {
        guard sample.bytes.count > sampleLimit else { return sample }
        let bytes = sample.bytes[..<sampleLimit]
        let end = bytes.lastIndex(of: 0x0A).map { $0 + 1 } ?? sampleLimit
        return SampleBytes(bytes: Array(bytes[..<end]), isWhole: false)
    }
}
