import Analytics

extension FormatProfile {
    /// Pairs of keys and values with a sign of equality between them.
    static let logfmt = FormatProfile(
        format: .logfmt,
        recognise: { sample, _ in
            let (share, lines) = sample.share { isLogfmt($0) }
            guard share >= 0.6 else { return nil }
            return Recognition(
                certainty: 0.8 * share,
                reason: "\(Int((share * Double(lines)).rounded())) of \(lines) lines are made of key=value pairs")
        },
        read: { sample, _ in
            var sampler = FieldSampler()
            for line in sample.lines.prefix(2000) {
                let values = pairs(line)
                guard values.contains(where: { !$0.isBare }) else { continue }
                sampler.beginRow()
                if let time = leadingTime(line) {
                    sampler.add(path: LogfmtDecoder.leadingTimeName, kind: .text, text: time)
                }
                for value in values {
                    sampler.add(path: value.key, kind: kind(value), text: value.isBare ? "true" : value.text)
                }
            }
            guard sampler.rows > 0 else { return nil }
            var schema = InputSchema(format: .logfmt, mapping: FieldNames(), zone: sample.zone)
            schema.headerLength = sample.skipped
            schema.fields = sampler.finished()
            let times = schema.fields.filter { $0.kind == .time }
            if times.map(\.path) == [LogfmtDecoder.leadingTimeName] { schema.mapping.time = times[0].path }
            DateAndClock.settle(&schema)
            return Reading(schema: schema, sampler: sampler)
        })

    private struct LogfmtValue {
        var key: String
        var text: String
        var isBare: Bool
    }

    private static func kind(_ value: LogfmtValue) -> SampledField.Kind {
        if value.isBare { return .boolean }
        if value.text.isEmpty || value.text == "null" { return .absent }
        return Double(value.text) != nil ? .number : .text
    }

    /// At least two pairs, as many pairs as other words, and every key a name.
    private static func isLogfmt(_ line: ArraySlice<UInt8>) -> Bool {
        // Objects and lists have signs of equality in their texts too; a time in brackets may stand first.
        guard let first = line.first, first != 0x7B,
            first != 0x5B || line.dropFirst().first.map({ $0 &- 0x30 < 10 }) ?? false
        else { return false }
        let values = pairs(line)
        let named = values.filter { !$0.isBare }
        guard named.count >= 2, named.count * 2 >= values.count else { return false }
        return named.allSatisfy { value in
            value.key.utf8.allSatisfy { byte in
                let letter = (byte | 0x20) &- 0x61
                return letter < 26 || byte &- 0x30 < 10 || byte >= 0x80 || "_-.@$/:".utf8.contains(byte)
            }
        }
    }

    private static func leadingTime(_ line: ArraySlice<UInt8>) -> String? {
        line.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress, buffer.count > 8 else { return nil }
            return LogfmtPairs.leadingTime(text, from: 0, to: buffer.count).map {
                String(decoding: buffer[$0], as: UTF8.self)
            }
        }
    }

    private static func pairs(_ line: ArraySlice<UInt8>) -> [LogfmtValue] {
        var bytes = Array(line)
        if bytes.last == 0x0D { bytes.removeLast() }
        let count = bytes.count
        bytes.append(contentsOf: Array(repeating: 0, count: RecordDecoding.padding))
        return bytes.withUnsafeBufferPointer { buffer in
            guard let text = buffer.baseAddress else { return [] }
            var pairs = LogfmtPairs(text, from: 0, to: count)
            var values: [LogfmtValue] = []
            while let pair = pairs.next() {
                var value = Array(buffer[pair.value])
                if pair.hasEscapes {
                    value = [UInt8](unsafeUninitializedCapacity: value.count) { target, length in
                        length =
                            target.baseAddress.map {
                                TextEscapes.backslashDecoded(text + pair.value.lowerBound, pair.value.count, to: $0)
                            } ?? 0
                    }
                }
                values.append(
                    LogfmtValue(
                        key: String(decoding: buffer[pair.key], as: UTF8.self),
                        text: String(decoding: value, as: UTF8.self), isBare: pair.isBare))
            }
            return values
        }
    }
}
