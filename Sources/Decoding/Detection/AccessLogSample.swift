/// The query parameters that sampled lines of an access log carry.
enum AccessLogSample {
    static func queryFields(_ lines: [ArraySlice<UInt8>], isCombined: Bool) -> [SampledField] {
        var fields: [SampledField] = []
        for line in lines.prefix(2000) {
            let count = line.count
            let bytes = Array(line) + Array(repeating: 0, count: RecordDecoding.padding)
            let target: [UInt8] = bytes.withUnsafeBufferPointer { buffer in
                guard let text = buffer.baseAddress,
                    let parts = AccessLogLine(text, from: 0, to: count, isCombined: isCombined)
                else { return [] }
                return Array(buffer[parts.target])
            }
            guard let mark = target.firstIndex(of: 0x3F) else { continue }
            for pair in target[(mark + 1)...].split(separator: 0x26) {
                guard let equals = pair.firstIndex(of: 0x3D), equals > pair.startIndex, fields.count < 100 else {
                    continue
                }
                let path = "query." + String(decoding: pair[..<equals], as: UTF8.self)
                let value = String(decoding: pair[(equals + 1)...], as: UTF8.self)
                let index = fields.firstIndex { $0.path == path } ?? fields.count
                if index == fields.count { fields.append(SampledField(path: path, kind: .text)) }
                fields[index].count += 1
                if fields[index].examples.count < 3, !fields[index].examples.contains(value) {
                    fields[index].examples.append(value)
                }
            }
        }
        return fields
    }
}
