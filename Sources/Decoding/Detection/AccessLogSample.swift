import Analytics

/// What sampled lines of an access log show.
enum AccessLogSample {
    /// Whether a line can be taken apart as one of the format.
    static func isLine(_ line: ArraySlice<UInt8>, of format: InputFormat) -> Bool {
        parse(line, format) { _, _ in true } ?? false
    }

    /// The query parameters that lines carry.
    static func queryFields(_ lines: [ArraySlice<UInt8>], of format: InputFormat) -> [SampledField] {
        var fields: [SampledField] = []
        for line in lines.prefix(2000) {
            let target = parse(line, format) { parts, bytes in Array(bytes[parts.target]) } ?? []
            guard let mark = target.firstIndex(of: 0x3F) else { continue }
            QueryParameters.sample(target[(mark + 1)...].prefix { $0 != 0x23 }, into: &fields)
        }
        return fields
    }

    private static func parse<T>(
        _ line: ArraySlice<UInt8>, _ format: InputFormat, _ use: (AccessLogLine, UnsafeBufferPointer<UInt8>) -> T
    ) -> T? {
        var bytes = Array(line)
        while bytes.last == 0x0D || bytes.last == 0x20 { bytes.removeLast() }
        let count = bytes.count
        bytes.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        return bytes.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress,
                let parts = AccessLogLine(text, from: 0, to: count, format: format)
            else { return nil }
            return use(parts, buffer)
        }
    }
}
