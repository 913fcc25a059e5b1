/// Finds the two fields that together are the time of an event: a date in one, a time of day in the other.
enum DateAndClock {
    /// Maps time and time of day to such a pair, unless some field holds whole times.
    static func settle(_ schema: inout InputSchema) {
        let times = schema.fields.filter { $0.kind == .time }
        guard let date = times.first(where: isDate), times.allSatisfy(isDate) else { return }
        guard let clock = schema.fields.first(where: isClock) else { return }
        schema.mapping.time = date.path
        schema.mapping.timeOfDay = clock.path
    }

    private static func isDate(_ field: SampledField) -> Bool {
        !field.examples.isEmpty && field.examples.allSatisfy { isDate($0) }
    }

    private static func isClock(_ field: SampledField) -> Bool {
        !field.examples.isEmpty && field.examples.allSatisfy { isClock($0) }
    }

    /// Whether a text that is a time is no more than a date.
    static func isDate(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let signs = bytes.filter { $0 == 0x2D || $0 == 0x2F || $0 == 0x2E }.count
        let digits = bytes.filter { $0 &- 0x30 < 10 }.count
        return digits + signs == bytes.count && bytes.count <= 10 && digits >= 6
            && (signs == 2 || digits == 8 && signs == 0)
    }

    /// `9:05`, `09:05:03`, `09:05:03.25`.
    static func isClock(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map { Array($0.utf8) }
        guard parts.count == 2 || parts.count == 3, (1...2).contains(parts[0].count), parts[1].count == 2 else {
            return false
        }
        return parts.allSatisfy { part in
            part.count >= 1 && part[0] &- 0x30 < 10 && part.allSatisfy { $0 &- 0x30 < 10 || $0 == 0x2E || $0 == 0x2C }
        }
    }
}
