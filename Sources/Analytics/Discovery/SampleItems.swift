import Expressions

/// What the events of a sample can be as steps, and in which order each user did them.
struct SampleItems {
    /// What counts as a step.
    enum Vocabulary {
        case events
        case pages
        /// Pages by the first folder of their address.
        case sections
        /// Events, and the pages where an event says no more than that a page was seen.
        case both
    }

    struct Item {
        /// Any of them is it.
        var subjects: [StepAlternative.Subject]
        var plainName: String
        var rawName: String
        var worth: NameMeaning.Worth?
        /// A product, a cart, a form: usual on the way.
        var isUsualStep: Bool
        /// A first step at best.
        var isBackground: Bool
        var rows = 0
        var rowsWithRevenue = 0
        var users = 0
    }

    struct Doing {
        var item: Int
        var time: Int64
    }

    private(set) var items: [Item] = []
    /// One list for each user, in order of time.
    private(set) var histories: [[Doing]] = []

    init(_ sample: EventSample, _ vocabulary: Vocabulary) {
        let names = sample.names.map { NameWords($0) }
        let hasViews = names.contains { NameMeaning.isPageView($0) && !$0.has("request") && !$0.has("row") }
        var counts = Array(repeating: 0, count: sample.pages.count)
        for row in sample.rows { if let page = row.page { counts[page] += 1 } }
        let patterns = PagePatterns(sample.pages, counts: counts, grain: vocabulary == .sections ? .section : .page)
        var eventItems = [Int?](repeating: nil, count: names.count)
        if vocabulary == .events || vocabulary == .both {
            for (index, words) in names.enumerated() where !NameMeaning.isNoise(words) {
                // What stands for events without a name says nothing beside those that have one.
                if words.words == ["row"], names.count > 1 { continue }
                if vocabulary == .both, NameMeaning.isPageView(words), !sample.pages.isEmpty { continue }
                eventItems[index] = items.count
                items.append(SampleItems.item(event: sample.names[index], words))
            }
        }
        var pageItems = [Int?](repeating: nil, count: patterns.patterns.count)
        if vocabulary != .events {
            for (index, pattern) in patterns.patterns.enumerated() {
                pageItems[index] = items.count
                items.append(SampleItems.item(pages: pattern))
            }
        }
        let order = sample.rows.indices.sorted {
            let (a, b) = (sample.rows[$0], sample.rows[$1])
            return (a.user, a.time, $0) < (b.user, b.time, $1)
        }
        var lastUser: UInt64?
        for index in order {
            let row = sample.rows[index]
            if row.user != lastUser { histories.append([]) }
            lastUser = row.user
            var item = eventItems[row.event]
            if item == nil, let page = row.page, let place = patterns.places[page] {
                // A request that was no page view was a mistake, or sent a form.
                item = hasViews && names[row.event].has("request") ? nil : pageItems[place]
            }
            guard let item else { continue }
            histories[histories.count - 1].append(Doing(item: item, time: row.time))
            items[item].rows += 1
            if row.hasRevenue { items[item].rowsWithRevenue += 1 }
        }
        for history in histories { for item in Set(history.map(\.item)) { items[item].users += 1 } }
    }

    private static func item(event name: String, _ words: NameWords) -> Item {
        let worth = NameMeaning.worth(ofEvent: words)
        return Item(
            subjects: [.event(name)], plainName: StepNames.plain(event: name), rawName: name, worth: worth,
            isUsualStep: NameMeaning.isUsualStep(words),
            isBackground: worth == nil && NameMeaning.isBackground(words))
    }

    private static func item(pages patterns: [String]) -> Item {
        let pattern = patterns.first ?? "/"
        let words = NameWords(pattern)
        return Item(
            subjects: patterns.map { .page($0) }, plainName: StepNames.plain(page: pattern), rawName: pattern,
            worth: NameMeaning.worth(ofPage: pattern), isUsualStep: NameMeaning.isUsualStep(words),
            isBackground: pattern == "/" || NameMeaning.isBackground(words))
    }
}
