import Analytics

/// Finds the sign that stands between the fields of delimited text.
enum DelimiterSearch {
    struct Found: Sendable {
        var delimiter: UInt8
        var sample: DelimitedSample
        var hasTimes: Bool
    }

    /// The delimiter that was named, by the user or by a first line `sep=;`; otherwise the one that makes the most even table.
    ///
    /// The usual ones need not show a time; any other sign of the first rows has to make rows of one width, with a column of times.
    static func delimiter(_ input: InputSample, _ description: InputDescription) -> Found? {
        let format = description.format
        if let given = description.delimiter ?? (format == .tsv ? 0x09 : nil) ?? named(input) {
            let sample = DelimitedSample(input.content, delimiter: given)
            return sample.rows.isEmpty ? nil : Found(delimiter: given, sample: sample, hasTimes: sample.hasTimes)
        }
        let isNamedTSV = input.fileName?.lowercased().hasSuffix(".tsv") ?? false
        let usual: [UInt8] = isNamedTSV ? [0x09, 0x2C, 0x3B, 0x7C] : [0x2C, 0x09, 0x3B, 0x7C]
        var best: (found: Found, score: Double)?
        for delimiter in usual + unusual(input, besides: usual) {
            let isUsual = usual.contains(delimiter)
            guard input.lines.prefix(400).contains(where: { $0.contains(delimiter) }) else { continue }
            let sample = DelimitedSample(input.content, delimiter: delimiter)
            let (share, fields) = sample.consistency
            guard fields >= (isUsual ? 2 : 3), share >= (isUsual ? 0.5 : 0.9) || isUsual && format != nil else {
                continue
            }
            let hasTimes = sample.hasTimes
            guard isUsual || hasTimes else { continue }
            // Rows that agree count most, then a time, then the usual signs; among those, more fields.
            let score = share + (hasTimes ? 0.5 : 0) + (isUsual ? 0.2 : 0) + Double(min(fields, 50)) / 500
            if score > best?.score ?? 0 {
                best = (Found(delimiter: delimiter, sample: sample, hasTimes: hasTimes), score)
            }
        }
        return best?.found
    }

    static func name(_ delimiter: UInt8) -> String {
        switch delimiter {
        case 0x09: "tabs"
        case 0x21...0x7E: "`\(Character(UnicodeScalar(delimiter)))`"
        default: "signs of code \(delimiter)"
        }
    }

    private static func named(_ input: InputSample) -> UInt8? {
        guard let line = input.lines.first, line.count <= 6 else { return nil }
        let text = line.last == 0x0D ? line.dropLast() : line
        return text.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.flatMap { DelimitedSample.namedDelimiter($0, 0, buffer.count) }
        }
    }

    /// Signs that occur in all of the first lines, at most four, the most frequent first.
    private static func unusual(_ input: InputSample, besides usual: [UInt8]) -> [UInt8] {
        // Signs of numbers, times, paths and quotes separate nothing; blanks are another format's.
        let excluded = Set("\"'\\.-_/+ ()[]{}<>=".utf8).union(usual).union([0x0A, 0x0D, 0])
        let lines = input.lines.prefix(10).map { $0.prefix(4096) }
        var counts: [UInt8: Int] = [:]
        for byte in lines.first ?? [] {
            let letter = (byte | 0x20) &- 0x61
            if byte < 0x80, letter >= 26, byte &- 0x30 >= 10, !excluded.contains(byte) { counts[byte, default: 0] += 1 }
        }
        return counts.filter { sign in lines.allSatisfy { $0.contains(sign.key) } }
            .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4).map(\.key)
    }
}
