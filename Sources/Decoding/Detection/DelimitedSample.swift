import Analytics

/// The first rows of delimited text, split at one delimiter.
struct DelimitedSample: Sendable {
    var rows: [[String]] = []
    private static let rowLimit = 400

    /// - Parameter sample: without a byte order mark. A last row without its line end is left out unless it is the only one.
    init(_ sample: [UInt8], delimiter: UInt8) {
        var padded = sample
        padded.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        let framing = DelimitedFraming(delimiter: delimiter, lineLimit: InputDescription.usualLineLimit)
        padded.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return }
            var at = 0
            while at < sample.count, rows.count < DelimitedSample.rowLimit {
                let end: Int
                switch framing.recordEnd(in: text, from: at, to: sample.count) {
                case .at(let found), .overlong(let found): end = found
                case .incomplete:
                    end = min(sample.count, ByteSearch.first(0x0A, in: text, from: at, to: sample.count) + 1)
                }
                let isWhole = sample[end - 1] == 0x0A
                if isWhole || rows.isEmpty {
                    let fields = DelimitedSample.split(sample[at..<end], delimiter)
                    if fields != [""], !DelimitedSample.isSpecial(text, at, end, delimiter) {
                        rows.append(fields)
                    }
                }
                at = end
            }
        }
    }

    /// How many rows have the most frequent number of fields, as a share; and that number.
    var consistency: (share: Double, fields: Int) {
        var counts: [Int: Int] = [:]
        // The header may have fewer names than the rows have fields.
        for row in rows.count > 2 ? rows.dropFirst() : rows[...] { counts[row.count, default: 0] += 1 }
        guard let most = counts.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { return (0, 0) }
        return (Double(most.value) / Double(counts.values.reduce(0, +)), most.key)
    }

    /// Of the columns of the first rows, those up to the last one that is filled in half of the rows.
    var filledWidth: Int {
        let some = rows.dropFirst(rows.count > 1 ? 1 : 0)
        var filled: [Int] = []
        for row in some {
            if row.count > filled.count { filled += Array(repeating: 0, count: row.count - filled.count) }
            for (index, value) in row.enumerated() where !value.isEmpty { filled[index] += 1 }
        }
        return (filled.lastIndex { $0 * 2 >= some.count } ?? -1) + 1
    }

    /// Whether some column holds times, in the first hundred rows.
    var hasTimes: Bool {
        var sampler = FieldSampler()
        for row in rows.count > 2 ? rows.dropFirst().prefix(100) : rows[...] {
            for (index, value) in row.prefix(100).enumerated() where !value.isEmpty && value.utf8.count <= 64 {
                sampler.add(path: "\(index)", kind: .text, text: value)
            }
        }
        return sampler.finished().contains { $0.kind == .time && $0.count * 2 >= min(rows.count, 100) - 1 }
    }

    /// What a value is by its looks.
    static func kind(_ value: String) -> SampledField.Kind {
        if value.isEmpty || value == "NULL" || value == "\\N" { return .absent }
        return Double(value) != nil ? .number : .text
    }

    /// A conflict marker, or the line by which spreadsheets name the delimiter: `sep=;`.
    private static func isSpecial(
        _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int, _ delimiter: UInt8
    ) -> Bool {
        var last = end
        while last > start, text[last - 1] == 0x0A || text[last - 1] == 0x0D { last -= 1 }
        if ConflictMarker.isLine(text, from: start, to: last, delimiter: delimiter) { return true }
        return namedDelimiter(text, start, last) == delimiter
    }

    /// The delimiter that a line names by `sep=X`.
    static func namedDelimiter(_ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> UInt8? {
        guard end - start == 5, text[start] | 0x20 == 0x73, text[start + 1] | 0x20 == 0x65,
            text[start + 2] | 0x20 == 0x70, text[start + 3] == 0x3D
        else { return nil }
        return text[start + 4]
    }

    static func split(_ record: ArraySlice<UInt8>, _ delimiter: UInt8) -> [String] {
        var line = record
        if line.last == 0x0A { line.removeLast() }
        if line.last == 0x0D { line.removeLast() }
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var at = line.startIndex
        while at < line.endIndex {
            let byte = line[at]
            if isQuoted {
                if byte == 0x22 {
                    if at + 1 < line.endIndex, line[at + 1] == 0x22 {
                        field.append(byte)
                        at += 1
                    } else {
                        isQuoted = false
                    }
                } else {
                    field.append(byte)
                }
            } else if byte == delimiter {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll()
            } else if byte == 0x22, field.isEmpty {
                isQuoted = true
            } else {
                field.append(byte)
            }
            at += 1
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }
}
