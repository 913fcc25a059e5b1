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

    /// The host that most referrers name, if it is that of at least a third of them: a site's pages lead to each other first
    /// of all.
    static func ownHost(_ lines: [ArraySlice<UInt8>], of format: InputFormat) -> String? {
        var counts: [String: Int] = [:]
        for line in lines.prefix(2000) {
            let referrer = parse(line, format) { parts, bytes in
                String(decoding: bytes[parts.referrer], as: UTF8.self)
            }
            guard let referrer, let start = referrer.firstRange(of: "://")?.upperBound else { continue }
            counts[String(referrer[start...].prefix { !"/?#".contains($0) }), default: 0] += 1
        }
        let most = counts.max { ($0.value, $1.key) < ($1.value, $0.key) }
        return most.flatMap { $0.value * 3 >= counts.values.reduce(0, +) ? $0.key : nil }
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
