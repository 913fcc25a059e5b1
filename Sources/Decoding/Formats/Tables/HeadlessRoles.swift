/// Guesses the user and the event of a table whose columns have no names, from their values alone.
enum HeadlessRoles {
    /// Maps user and event where the values leave little doubt.
    ///
    /// The event is the first column of words of which there are few; the user the first column of ids that come again and are not
    /// as few as those. Where there are too few rows for that, words that are usual for events are looked for.
    static func settle(_ schema: inout InputSchema, _ sampler: FieldSampler) {
        let candidates = schema.fields.filter { field in
            field.kind != .time && field.count * 10 >= sampler.rows * 9
                && !field.examples.contains { $0.contains(".") && Double($0) != nil }
                && field.path != schema.mapping.timeOfDay
        }
        let words = candidates.filter { $0.kind == .text && $0.examples.allSatisfy { isWord($0) } }
        let repeated = words.first { field in
            let distinct = sampler.distinctCount(path: field.path)
            return sampler.rows >= 4 && distinct >= 2 && distinct <= 60 && distinct * 3 <= sampler.rows
        }
        // Of few rows no column says much by its numbers.
        let event =
            repeated ?? (sampler.rows < fewRows ? words.first { $0.examples.contains { isEventName($0) } } : nil)
        let user = candidates.first { field in
            let distinct = sampler.distinctCount(path: field.path)
            let isOfFew = sampler.rows < 20 && (distinct >= 2 || event != nil)
            return field.path != event?.path && (distinct >= 2 && distinct < sampler.rows || isOfFew)
        }
        guard sampler.rows >= 4 || event != nil else { return }
        schema.mapping.event = event?.path
        schema.mapping.user = user?.path
    }

    private static let fewRows = 60
    /// Words, or the parts of words between underscores, blanks and hyphens, that name what people do.
    private static let eventWords: Set<String> = [
        "view", "viewed", "visit", "visited", "click", "clicked", "open", "opened", "load", "loaded", "search",
        "searched", "add", "added", "remove", "removed", "cart", "basket", "checkout", "pay", "paid", "payment", "buy",
        "bought", "purchase", "purchased", "order", "ordered", "login", "logout", "signup", "signin", "register",
        "registered", "subscribe", "subscribed", "start", "started", "finish", "finished", "complete", "completed",
        "submit", "submitted", "pageview", "share", "shared", "download", "downloaded", "install", "installed",
    ]

    private static func isEventName(_ text: String) -> Bool {
        text.lowercased().split { "_- ".contains($0) }.contains { eventWords.contains(String($0)) }
    }

    private static func isWord(_ text: String) -> Bool {
        text.utf8.count <= 40
            && text.utf8.allSatisfy { byte in (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x20 || byte == 0x2D
            }
    }
}
