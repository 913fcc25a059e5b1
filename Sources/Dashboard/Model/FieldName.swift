/// What a field's name tells of the worth of breaking down by it.
enum FieldName {
    /// Names that look like ids, times and free text last, otherwise in the given order.
    static func mostUsefulFirst(_ names: [String]) -> [String] {
        names.filter { !looksUnique($0) } + names.filter { looksUnique($0) }
    }

    /// Whether about every event is likely to have a value of its own: `user_id`, `messageId`, `ts`, `created_at`.
    static func looksUnique(_ name: String) -> Bool {
        guard let last = words(name).last else { return false }
        return unique.contains(last) || last.hasSuffix("uuid") || last.hasSuffix("timestamp") || last == "at"
            || ["userid", "messageid", "sessionid", "eventid", "requestid", "anonymousid", "deviceid"].contains(last)
    }

    private static let unique: Set<String> = [
        "id", "ids", "guid", "ts", "time", "date", "datetime", "clock", "user", "session", "visitor", "email", "ip",
        "hash", "token", "key", "nonce", "seq", "offset", "url", "uri", "referrer", "referer", "revenue", "price",
        "amount",
    ]

    /// The lowercase words of `snake_case`, `kebab-case`, `dotted.names` and `camelCase`.
    private static func words(_ name: String) -> [String] {
        var words: [String] = []
        var word = ""
        var wasLower = false
        for character in name {
            let splits = "_-. $".contains(character)
            if splits || character.isUppercase && wasLower {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if !splits { word.append(contentsOf: character.lowercased()) }
            wasLower = character.isLowercase || character.isNumber
        }
        if !word.isEmpty { words.append(word) }
        return words
    }
}
