/// The first rows of delimited text, split at one delimiter.
struct DelimitedSample {
    var rows: [[String]] = []
    /// Bytes of the first row with its line end.
    var firstRowLength = 0
    private static let rowLimit = 400

    /// - Parameter sample: without a byte order mark. A last row without its line end is left out unless it is the only one.
    init(_ sample: [UInt8], delimiter: UInt8) {
        var padded = sample
        padded.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        let framing = DelimitedFraming(delimiter: delimiter)
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
                    if fields != [""] {
                        rows.append(fields)
                        if rows.count == 1 { firstRowLength = end }
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

    private static func split(_ record: ArraySlice<UInt8>, _ delimiter: UInt8) -> [String] {
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
