/// What the address of a page says of the campaign that led to it.
struct CampaignQuery {
    var medium = RawField()
    var source = RawField()
    var campaign = RawField()
    /// The mark of a click on an advertisement (`gclid` and the like).
    var hasClickID = false
    /// The host of the page, where the address names one.
    var host: RawField?

    private static let clickIDs = ["gclid", "gbraid", "wbraid", "msclkid", "dclid"].map { Array($0.utf8) }

    /// Values are taken as they stand, escapes and all: the words that matter have none.
    init(_ page: RawField) {
        guard let text = page.presentStart else { return }
        let count = Int(page.length)
        if let range = CampaignQuery.hostRange(text, count) {
            host = RawField(
                start: text + range.lowerBound, length: UInt32(truncatingIfNeeded: range.count),
                kind: RawFieldKind.text)
        }
        let end = ByteSearch.first(0x23, in: text, from: 0, to: count)
        var at = ByteSearch.first(0x3F, in: text, from: 0, to: end) + 1
        while at < end {
            let next = ByteSearch.first(0x26, in: text, from: at, to: end)
            let equals = ByteSearch.first(0x3D, in: text, from: at, to: next)
            take(
                UnsafeBufferPointer(start: text + at, count: equals - at),
                RawField(
                    start: text + min(equals + 1, next), length: UInt32(truncatingIfNeeded: max(0, next - equals - 1)),
                    kind: RawFieldKind.text))
            at = next + 1
        }
    }

    private mutating func take(_ name: UnsafeBufferPointer<UInt8>, _ value: RawField) {
        if name.count == 10, name.elementsEqual("utm_medium".utf8) { medium = value }
        if name.count == 10, name.elementsEqual("utm_source".utf8) { source = value }
        if name.count == 12, name.elementsEqual("utm_campaign".utf8) { campaign = value }
        if name.count <= 7, CampaignQuery.clickIDs.contains(where: { name.elementsEqual($0) }) { hasClickID = true }
    }

    private static func hostRange(_ text: UnsafePointer<UInt8>, _ count: Int) -> Range<Int>? {
        let colon = ByteSearch.first(0x3A, or: 0x2F, in: text, from: 0, to: count)
        guard colon + 2 < count, text[colon] == 0x3A, text[colon + 1] == 0x2F, text[colon + 2] == 0x2F else {
            return nil
        }
        let start = colon + 3
        var end = start
        while end < count, text[end] != 0x2F, text[end] != 0x3F, text[end] != 0x23 { end += 1 }
        return start..<end
    }
}
