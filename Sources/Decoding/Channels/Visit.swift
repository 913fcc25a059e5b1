/// What is known of how a visit began, in small letters; unknown parts are empty.
struct Visit {
    var medium: String
    var source: String
    var campaign: String
    /// Of the referrer, without `www.`; empty where there is none or it is the site itself.
    var host: String
    /// Came by a paid click.
    var isPaid: Bool
    /// What the source, or else the referrer, is.
    var site: KnownSites.Kind?
    /// The campaign is one of a shop.
    var isShopCampaign: Bool

    init(
        medium: String?, source: String?, campaign: String?, referrer: String?, hasClickID: Bool, ownHost: String?
    ) {
        self.medium = Visit.plain(medium)
        self.source = Visit.plain(source)
        self.campaign = Visit.plain(campaign)
        let from = Visit.host(referrer ?? "")
        let own = Visit.host(ownHost ?? "")
        host = !own.isEmpty && (from == own || from.hasSuffix("." + own)) ? "" : from
        isPaid = self.medium.isEmpty ? hasClickID : Visit.paid.matches(self.medium)
        site = self.source.isEmpty ? KnownSites.kind(ofHost: host) : KnownSites.kind(ofSource: self.source)
        // Most marks of clicks are those of search engines, whose referrer is often held back.
        if hasClickID, site == nil, self.source.isEmpty, host.isEmpty { site = .search }
        isShopCampaign = Visit.isOfShop(self.campaign)
    }

    private static let paid = TextPattern("*cp*|ppc|retargeting|paid*")

    /// Small letters; the words that stand for "none" are none. A plus sign in a parameter is a space.
    private static func plain(_ text: String?) -> String {
        let text = (text ?? "").lowercased().replacing(character: "+", with: " ").withoutEscapedSpaces
        return ["-", "(none)", "(not set)", "(direct)", "none", "null"].contains(text) ? "" : text
    }

    /// The host of a URL, or of a text that is one, without `www.` and port; empty for a path.
    static func host(_ text: String) -> String {
        var rest = text.lowercased()[...]
        if let scheme = rest.firstRange(ofText: "://") { rest = rest[scheme.upperBound...] }
        if rest.hasPrefix("//") { rest = rest.dropFirst(2) }
        guard rest.first != "/", rest != "-" else { return "" }
        rest = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        if let colon = rest.lastIndex(of: ":"), rest[rest.index(after: colon)...].allSatisfy(\.isNumber) {
            rest = rest[..<colon]
        }
        if rest.hasPrefix("www.") { rest = rest.dropFirst(4) }
        return String(rest)
    }

    /// `shop` at the beginning of a word or behind an e, or `shopping`: "e-shop", "eshop", not "workshop".
    private static func isOfShop(_ campaign: String) -> Bool {
        let bytes = Array(campaign.utf8)
        let word = Array("shop".utf8)
        let long = Array("shopping".utf8)
        for index in bytes.indices where bytes[index...].starts(with: word) {
            if bytes[index...].starts(with: long) { return true }
            if index == 0 || bytes[index - 1] &- 0x61 >= 26 || bytes[index - 1] == 0x65 { return true }
        }
        return false
    }
}

extension String {
    fileprivate func replacing(character: Character, with other: Character) -> String {
        contains(character) ? String(map { $0 == character ? other : $0 }) : self
    }

    fileprivate var withoutEscapedSpaces: String {
        var parts: [Substring] = []
        var rest = self[...]
        while let range = rest.firstRange(ofText: "%20") {
            parts.append(rest[..<range.lowerBound])
            rest = rest[range.upperBound...]
        }
        return parts.isEmpty ? self : (parts + [rest]).joined(separator: " ")
    }
}

extension Substring {
    fileprivate func firstRange(ofText text: String) -> Range<Index>? {
        var start = startIndex
        while start < endIndex {
            if self[start...].hasPrefix(text) { return start..<index(start, offsetBy: text.count) }
            start = index(after: start)
        }
        return nil
    }
}
