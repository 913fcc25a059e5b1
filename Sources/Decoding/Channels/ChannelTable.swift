/// The usual table of channels: Google Analytics 4's default channel group, in its order
/// (support.google.com/analytics/answer/9756891, as of 2024).
///
/// Two things are added: a visit without any campaign is judged by its referrer alone, and `newsletter` is a medium of e-mail.
enum ChannelTable {
    /// All parts that are not nil have to hold.
    struct Rule: Sendable {
        var channel: String
        var medium: TextPattern?
        var source: TextPattern?
        var campaign: TextPattern?
        var site: KnownSites.Kind?
        var isPaid: Bool?
        var isShopCampaign: Bool?

        init(
            _ channel: String, medium: String? = nil, source: String? = nil, campaign: String? = nil,
            site: KnownSites.Kind? = nil, isPaid: Bool? = nil, isShopCampaign: Bool? = nil
        ) {
            self.channel = channel
            self.medium = medium.map { TextPattern($0) }
            self.source = source.map { TextPattern($0) }
            self.campaign = campaign.map { TextPattern($0) }
            self.site = site
            self.isPaid = isPaid
            self.isShopCampaign = isShopCampaign
        }

        func holds(_ visit: Visit) -> Bool {
            (medium?.matches(visit.medium) ?? true) && (source?.matches(visit.source) ?? true)
                && (campaign?.matches(visit.campaign) ?? true) && (site.map { $0 == visit.site } ?? true)
                && (isPaid.map { $0 == visit.isPaid } ?? true)
                && (isShopCampaign.map { $0 == visit.isShopCampaign } ?? true)
        }
    }

    private static let email = "email|e-mail|e_mail|e mail"

    static let rules: [Rule] = [
        Rule("cross-network", campaign: "*cross-network*"),
        Rule("paid shopping", site: .shopping, isPaid: true),
        Rule("paid shopping", isPaid: true, isShopCampaign: true),
        Rule("paid search", site: .search, isPaid: true),
        Rule("paid social", site: .social, isPaid: true),
        Rule("paid video", site: .video, isPaid: true),
        Rule("display", medium: "display|banner|expandable|interstitial|cpm"),
        Rule("paid other", isPaid: true),
        Rule("organic shopping", site: .shopping),
        Rule("organic shopping", isShopCampaign: true),
        Rule("organic social", site: .social),
        Rule("organic social", medium: "social|social-network|social-media|sm|social network|social media"),
        Rule("organic video", site: .video),
        Rule("organic video", medium: "*video*"),
        Rule("organic search", site: .search),
        Rule("organic search", medium: "organic"),
        Rule("referral", medium: "referral|app|link"),
        Rule("email", source: email),
        Rule("email", medium: email + "|newsletter"),
        Rule("affiliates", medium: "affiliate|affiliates"),
        Rule("audio", medium: "audio"),
        Rule("sms", medium: "sms"),
        Rule("sms", source: "sms"),
        Rule("mobile push", medium: "*push|*mobile*|*notification*"),
        Rule("mobile push", source: "firebase"),
    ]

    /// The channel of a visit: `direct` without campaign and referrer, `referral` for an unknown referrer alone, `unassigned` for a
    /// campaign that no rule knows.
    static func channel(_ visit: Visit) -> String {
        if let rule = rules.first(where: { $0.holds(visit) }) { return rule.channel }
        let isTagged = !visit.medium.isEmpty || !visit.source.isEmpty || !visit.campaign.isEmpty
        if isTagged { return "unassigned" }
        return visit.host.isEmpty ? "direct" : "referral"
    }
}
