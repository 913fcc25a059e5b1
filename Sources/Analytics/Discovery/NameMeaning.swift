/// What the name of an event or a page says about its place on the way to a conversion.
enum NameMeaning {
    /// How much it is worth when it happens; the purchase most of all.
    enum Worth: Int, Sendable, Hashable, Comparable, CaseIterable {
        case lead, signup, subscription, order

        static func < (a: Worth, b: Worth) -> Bool { a.rawValue < b.rawValue }

        /// As a noun, after "a".
        var noun: String {
            switch self {
            case .lead: "lead"
            case .signup: "sign-up"
            case .subscription: "subscription"
            case .order: "purchase"
            }
        }
    }

    /// nil for what is no conversion by its name.
    static func worth(ofEvent name: NameWords) -> Worth? {
        for worth in Worth.allCases.reversed() {
            for phrase in phrases(of: worth) where phrase.allSatisfy(name.has) {
                let others = name.words.filter { !phrase.contains($0) }
                if !others.contains(where: spoilers.contains) { return worth }
            }
        }
        // `order` and `payment` alone, and when they are said to be complete.
        guard let subject = subjects.first(where: { name.has($0.word) }) else { return nil }
        let others = name.words.filter { $0 != subject.word }
        let isWhole =
            others.isEmpty ? subject.standsAlone : others.contains(where: completions.contains)
        return isWhole && !others.contains(where: spoilers.contains) ? subject.worth : nil
    }

    /// nil for pages that are no end of a path by their address.
    static func worth(ofPage path: String) -> Worth? {
        let name = NameWords(path)
        if name.hasAny(of: ["thanks", "thankyou", "receipt"]) || name.has("thank") && name.has("you") { return .order }
        if name.hasAny(of: ["confirmation", "confirmed", "success", "complete", "completed"]),
            name.hasAny(of: ["order", "checkout", "payment", "purchase", "booking", "cart", "orders"])
                || name.words.count == 1
        {
            return .order
        }
        if name.hasAny(of: ["subscribe", "donate", "upgrade"]) { return .subscription }
        if name.hasAny(of: ["register", "registration", "join"]) || name.has("sign") && name.has("up") {
            return .signup
        }
        // A checkout has pages of its own before its end.
        if name.words == ["checkout"]
            || name.hasAny(of: ["download", "downloads", "files", "contact", "apply", "quote"])
        {
            return .lead
        }
        return nil
    }

    /// The step is usual on the way: a product, a cart, a checkout, a form.
    static func isUsualStep(_ name: NameWords) -> Bool { name.hasAny(of: usualSteps) }

    /// Says nothing about the way of a user: mistakes, technical events, steps back.
    static func isNoise(_ name: NameWords) -> Bool {
        name.hasAny(of: noise) || name.has("out") && name.hasAny(of: ["log", "logged", "sign", "signed"])
    }

    /// Addresses of pages that only machines ask for, or that nobody wants to see.
    static func isNoise(page path: String) -> Bool { NameWords(path).hasAny(of: pageNoise) }

    /// Everybody does it, or it only says that somebody is there: a first step at best.
    static func isBackground(_ name: NameWords) -> Bool {
        isPageView(name) || name.hasAny(of: background)
            || name.hasAny(of: ["app", "session"]) && name.hasAny(of: ["open", "opened", "start", "started"])
            || name.has("sign") && name.has("in") || name.has("first") && name.has("visit")
    }

    /// Names a page view without saying of which page.
    static func isPageView(_ name: NameWords) -> Bool {
        switch name.words {
        case ["pageview"], ["page", "view"], ["page", "viewed"], ["page", "views"], ["viewed", "page"], ["page"],
            ["view", "page"], ["viewpage"], ["screen"], ["screen", "view"], ["screen", "viewed"], ["request"], ["row"],
            ["hit"], ["page", "load"], ["page", "loaded"], ["visit"], ["page", "visited"], ["page", "visit"], ["get"]:
            true
        default: false
        }
    }

    private static func phrases(of worth: Worth) -> [[String]] {
        switch worth {
        case .order:
            [
                ["purchase"], ["purchased"], ["purchases"], ["bought"], ["buy"], ["paid"], ["ordered"], ["sold"],
                ["sale"], ["converted"], ["conversion"],
            ]
        case .subscription:
            [
                ["subscribe"], ["subscribed"], ["subscription", "started"], ["subscription", "start"], ["upgrade"],
                ["upgraded"], ["donate"], ["donated"], ["donation"], ["deposit"], ["deposited"], ["booked"],
                ["reserved"], ["enrolled"], ["enroll"],
            ]
        case .signup:
            [
                ["sign", "up"], ["signed", "up"], ["register"], ["registered"], ["registration"],
                ["account", "created"], ["create", "account"], ["account", "opened"], ["user", "created"],
                ["trial", "started"], ["start", "trial"], ["join"], ["joined"], ["onboarding", "completed"],
                ["onboarding", "complete"],
            ]
        case .lead:
            [
                ["lead"], ["form", "submitted"], ["form", "submit"], ["submitted"], ["demo", "requested"],
                ["request", "demo"], ["quote", "requested"], ["contact"], ["contacted"], ["download"], ["downloaded"],
                ["applied"], ["installed"], ["activated"],
            ]
        }
    }

    private static let subjects: [(word: String, worth: Worth, standsAlone: Bool)] = [
        ("order", .order, true), ("orders", .order, true), ("payment", .order, true), ("payments", .order, true),
        ("transaction", .order, true), ("checkout", .order, false), ("invoice", .order, false),
        ("booking", .subscription, true), ("reservation", .subscription, true), ("subscription", .subscription, true),
        ("plan", .subscription, false), ("trial", .subscription, false),
    ]

    private static let completions: Set<String> = [
        "completed", "complete", "completes", "success", "successful", "succeeded", "succeed", "placed", "place",
        "paid", "confirmed", "created", "create", "made", "done", "finished", "received", "submitted", "processed",
        "settled", "captured", "activated", "purchased", "converted", "approved",
    ]

    /// Words that take the worth from a name.
    private static let spoilers: Set<String> = [
        "failed", "fail", "fails", "failure", "error", "errors", "declined", "denied", "rejected", "cancelled",
        "canceled", "cancel", "cancellation", "refund", "refunded", "chargeback", "returned", "return", "viewed",
        "view", "views", "viewing", "shown", "seen", "impression", "started", "start", "begin", "began", "initiated",
        "initiate", "abandoned", "abandon", "removed", "remove", "history", "list", "clicked", "click", "attempt",
        "attempted", "retry", "pending", "info", "information", "method", "methods", "details", "detail", "step",
        "option", "options", "choice", "selected", "select", "entered", "shipped", "delivered", "tracking", "reminder",
        "email", "updated", "update", "edited", "review", "reviewed", "again", "repeat", "repeated", "bug", "page",
        "button", "unsubscribe", "unsubscribed", "intent", "coupon", "wishlist", "help", "faq", "timeout", "expired",
        "invalid", "skip", "skipped", "dismissed", "loaded", "opened", "open", "form", "intended", "no", "not",
        "verified", "deleted", "prompt", "prompted", "screen", "link", "cart", "blocked", "added",
    ]

    private static let usualSteps: Set<String> = [
        "product", "products", "item", "items", "cart", "basket", "bag", "checkout", "shipping", "delivery", "address",
        "payment", "billing", "form", "plan", "pricing", "landing", "trial", "detail", "details", "begin", "add",
        "added", "started", "offer", "quote", "selected", "view", "article", "articles", "project", "projects",
    ]

    private static let noise: Set<String> = [
        "error", "errors", "exception", "crash", "crashed", "bug", "failed", "failure", "fail", "declined", "heartbeat",
        "ping", "scroll", "scrolled", "hover", "mouse", "identify", "alias", "group", "groupidentify", "logout",
        "unload", "timing", "impression", "autocapture", "rageclick", "debug", "warning", "timeout", "removed",
        "remove", "abandoned", "abandon", "cancelled", "canceled", "cancellation", "refund", "refunded", "unsubscribe",
        "unsubscribed", "dismissed", "exit", "experiment", "exposure", "flag", "support", "chat", "help", "cookie",
        "consent", "wishlist", "shared", "share", "review", "reviewed", "rating", "rated", "admin", "xmlrpc", "wp",
        "api", "health", "healthcheck", "status", "feed", "rss", "atom", "robots", "sitemap", "404", "500", "shipped",
        "delivered", "ended", "notification",
    ]

    private static let pageNoise: Set<String> = [
        "robots", "sitemap", "feed", "feeds", "rss", "atom", "wp", "xmlrpc", "admin", "api", "health", "healthcheck",
        "404", "500", "error", "logout", "cgi", "htbin", "favicon", "ajax", "beacon", "pixel",
    ]

    private static let background: Set<String> = [
        "home", "homepage", "pageview", "engagement", "login", "logged", "signin", "launch", "launched", "foreground",
        "background", "installed", "index", "account", "profile", "settings",
    ]
}
