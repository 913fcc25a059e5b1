/// The words that a name of an event or a page is made of, in small letters.
///
/// `Order Completed`, `order_completed`, `orderCompleted` and `ordercompleted` are all `order`, `completed`.
struct NameWords: Sendable, Hashable {
    let words: [String]

    init(_ name: String) {
        var words: [String] = []
        var word = ""
        var wasSmall = false
        for scalar in name.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic
            guard isLetter || ("0"..."9").contains(scalar) else {
                if !word.isEmpty { words.append(word) }
                word = ""
                wasSmall = false
                continue
            }
            if scalar.properties.isUppercase, wasSmall {
                words.append(word)
                word = ""
            }
            wasSmall = isLetter && !scalar.properties.isUppercase
            word += scalar.properties.lowercaseMapping
        }
        if !word.isEmpty { words.append(word) }
        self.words = words.flatMap(NameWords.parts)
    }

    func has(_ word: String) -> Bool { words.contains(word) }

    func hasAny(of known: Set<String>) -> Bool { words.contains { known.contains($0) } }

    /// Words that are written as one: `addtocart`, `signup`.
    private static func parts(_ word: String) -> [String] {
        guard word.utf8.count > 5, word.utf8.count < 40, !whole.contains(word) else { return [word] }
        return split(Substring(word)) ?? [word]
    }

    private static func split(_ rest: Substring) -> [String]? {
        if rest.isEmpty { return [] }
        for part in glued where rest.hasPrefix(part) {
            if let others = split(rest.dropFirst(part.count)) { return [part] + others }
        }
        return nil
    }

    /// Words that only look like several.
    private static let whole: Set<String> = ["checkout", "pageview", "payload", "viewpage"]
    /// Longer ones first, so that `completed` is not `complete` and a rest.
    private static let glued = [
        "registration", "subscription", "transaction", "successful", "registered", "completed", "confirmed",
        "purchased", "subscribe", "checkout", "complete", "purchase", "register", "product", "started", "success",
        "account", "created", "payment", "viewed", "placed", "signed", "submit", "basket", "signin", "create",
        "order", "place", "begin", "start", "added", "email", "items", "item", "view", "cart", "sign", "page", "user",
        "form", "paid", "add", "buy", "up", "in", "to", "of",
    ]
}
