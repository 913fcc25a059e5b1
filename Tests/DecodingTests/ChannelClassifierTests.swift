import Analytics
import Testing

@testable import Decoding

@Suite struct ChannelClassifierTests {
    struct Visit: Sendable, CustomTestStringConvertible {
        var medium: String?
        var source: String?
        var campaign: String?
        var referrer: String?
        var hasClickID = false
        var channel: String
        var testDescription: String { "\(medium ?? "") \(source ?? "") \(campaign ?? "") \(referrer ?? "") \(channel)" }
    }

    @Test(arguments: [
        Visit(channel: "direct"), Visit(medium: "(none)", source: "(direct)", channel: "direct"),
        Visit(medium: "-", referrer: "-", channel: "direct"),
        Visit(referrer: "https://www.google.de/", channel: "organic search"),
        Visit(referrer: "http://www.google.co.uk/search?q=x", channel: "organic search"),
        Visit(referrer: "https://docs.google.com/document", channel: "referral"),
        Visit(referrer: "https://duckduckgo.com", channel: "organic search"),
        Visit(referrer: "android-app://com.google.android.googlequicksearchbox/", channel: "organic search"),
        Visit(referrer: "https://m.facebook.com/", channel: "organic social"),
        Visit(referrer: "https://t.co/abc", channel: "organic social"),
        Visit(referrer: "https://www.youtube.com/watch?v=1", channel: "organic video"),
        Visit(referrer: "https://www.amazon.de/dp/1", channel: "organic shopping"),
        Visit(referrer: "https://blog.example.org/post", channel: "referral"),
        Visit(referrer: "https://www.shop.example/cart", channel: "direct"),
        Visit(referrer: "https://help.shop.example/", channel: "direct"),
        Visit(medium: "cpc", source: "google", channel: "paid search"),
        Visit(medium: "CPC", source: "Facebook", channel: "paid social"),
        Visit(medium: "paid_social", source: "fb", channel: "paid social"),
        Visit(medium: "cpv", source: "other", channel: "paid other"),
        Visit(medium: "cpm", source: "example", channel: "display"),
        Visit(medium: "ppc", source: "youtube", channel: "paid video"),
        Visit(medium: "cpc", source: "idealo", channel: "paid shopping"),
        Visit(medium: "cpc", source: "x1", campaign: "de-shopping", channel: "paid shopping"),
        Visit(medium: "cpc", source: "x1", campaign: "workshop", channel: "paid other"),
        Visit(medium: "retargeting", source: "criteo", channel: "paid other"),
        Visit(medium: "email", source: "list", channel: "email"),
        Visit(medium: "newsletter", source: "may", channel: "email"),
        Visit(medium: "e+mail", source: "list", channel: "email"),
        Visit(medium: "affiliate", source: "awin", channel: "affiliates"),
        Visit(medium: "organic", source: "unknown-engine", channel: "organic search"),
        Visit(medium: "social", source: "app", channel: "organic social"),
        Visit(medium: "referral", source: "partner", channel: "referral"),
        Visit(medium: "sms", source: "crm", channel: "sms"),
        Visit(medium: "web-push", source: "crm", channel: "mobile push"),
        Visit(medium: "audio", source: "pod", channel: "audio"),
        Visit(medium: "video", source: "tv", channel: "organic video"),
        Visit(medium: "banner", source: "site", channel: "display"),
        Visit(medium: "cpc", source: "google", campaign: "Cross-Network May", channel: "cross-network"),
        Visit(medium: "qr", source: "poster", channel: "unassigned"),
        Visit(source: "google", channel: "organic search"),
        Visit(source: "www.bing.com", channel: "organic search"),
        Visit(referrer: "https://www.google.com/", hasClickID: true, channel: "paid search"),
        Visit(hasClickID: true, channel: "paid search"),
        Visit(referrer: "https://www.facebook.com/", hasClickID: true, channel: "paid social"),
        Visit(referrer: "https://blog.example.org/", hasClickID: true, channel: "paid other"),
    ]) func `the usual table tells the channel`(visit: Visit) {
        let classifier = ChannelClassifier(nil)
        #expect(
            classifier.channel(
                medium: visit.medium, source: visit.source, campaign: visit.campaign, referrer: visit.referrer,
                hasClickID: visit.hasClickID, ownHost: "www.shop.example") == visit.channel)
    }

    @Test func `the user's rules come first, in their order, and all their parts have to hold`() {
        let classifier = ChannelClassifier(
            ChannelRules(rules: [
                .init("partners", medium: "cpc | ppc", source: "partner-*"),
                .init("press", referrer: "*news.example|times.example"),
                .init("spring", campaign: "spring*"), .init("dark", referrer: ""),
            ]))
        func channel(_ medium: String?, _ source: String?, _ campaign: String?, _ referrer: String?) -> String {
            classifier.channel(
                medium: medium, source: source, campaign: campaign, referrer: referrer, hasClickID: false, ownHost: nil)
        }
        #expect(channel("CPC", "Partner-7", nil, "https://google.com") == "partners")
        #expect(channel("cpc", "google", nil, "https://google.com") == "paid search")
        #expect(channel(nil, nil, nil, "https://www.times.example/a") == "press")
        #expect(channel(nil, nil, nil, "https://daily.news.example/a") == "press")
        #expect(channel("email", "x", "Spring+2026", "https://a.example") == "spring")
        #expect(channel(nil, nil, nil, nil) == "dark")
    }

    @Test(arguments: [
        ("*", ""), ("*", "abc"), ("a*c", "abbc"), ("a?c", "abc"), ("", ""), ("x|a*", "abc"), ("*b*b*", "abcb"),
        ("ABC", "abc"),
    ]) func `patterns match whole texts`(pattern: String, text: String) {
        #expect(TextPattern(pattern).matches(text))
        #expect(!TextPattern("q" + pattern.replacingBars).matches(text))
    }
}

extension String {
    fileprivate var replacingBars: String { String(map { $0 == "|" ? "z" : $0 }) }
}
