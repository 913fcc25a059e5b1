/// Guesses the user and the event of a table whose columns have no names, from their values alone.
enum HeadlessRoles {
    /// Maps user and event where the values leave little doubt.
    ///
    /// The event is the first column of words of which there are few; the user the first column of ids that come again and are not
    /// as few as those.
    static func settle(_ schema: inout InputSchema, _ sampler: FieldSampler) {
        guard sampler.rows >= 4 else { return }
        let candidates = schema.fields.filter { field in
            field.kind != .time && field.count * 10 >= sampler.rows * 9
                && !field.examples.contains { $0.contains(".") && Double($0) != nil }
                && field.path != schema.mapping.timeOfDay
        }
        let event = candidates.first { field in
            let distinct = sampler.distinctCount(path: field.path)
            return field.kind == .text && distinct >= 2 && distinct <= 60 && distinct * 3 <= sampler.rows
                && field.examples.allSatisfy { isWord($0) }
        }
        let user = candidates.first { field in
            let distinct = sampler.distinctCount(path: field.path)
            return field.path != event?.path && distinct >= 2 && (distinct < sampler.rows || sampler.rows < 20)
        }
        schema.mapping.event = event?.path
        schema.mapping.user = user?.path
    }

    private static func isWord(_ text: String) -> Bool {
        text.utf8.count <= 40
            && text.utf8.allSatisfy { byte in (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x20 || byte == 0x2D
            }
    }
}
