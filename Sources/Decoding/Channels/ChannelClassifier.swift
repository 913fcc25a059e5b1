import Analytics

/// Tells how a visit came about, from its campaign and its referrer: the user's rules first, then the usual table.
package struct ChannelClassifier: Sendable {
    private struct Rule: Sendable {
        var channel: String
        var medium: TextPattern?
        var source: TextPattern?
        var campaign: TextPattern?
        var referrer: TextPattern?

        init(_ rule: ChannelRules.Rule) {
            channel = rule.channel
            medium = rule.medium.map { TextPattern($0) }
            source = rule.source.map { TextPattern($0) }
            campaign = rule.campaign.map { TextPattern($0) }
            referrer = rule.referrer.map { TextPattern($0) }
        }

        func holds(_ visit: Visit) -> Bool {
            (medium?.matches(visit.medium) ?? true) && (source?.matches(visit.source) ?? true)
                && (campaign?.matches(visit.campaign) ?? true) && (referrer?.matches(visit.host) ?? true)
        }
    }

    private let rules: [Rule]

    /// - Parameter rules: asked before the usual table; nil for the table alone.
    package init(_ rules: ChannelRules?) { self.rules = (rules?.rules ?? []).map { Rule($0) } }

    /// The channel of a visit: a name of the user's rules, or one of `direct`, `organic search`, `paid search`, `organic social`,
    /// `paid social`, `organic video`, `paid video`, `organic shopping`, `paid shopping`, `display`, `paid other`, `email`, `affiliates`,
    /// `referral`, `audio`, `sms`, `mobile push`, `cross-network`, `unassigned`.
    ///
    /// - Parameters:
    ///   - medium: `utm_medium`, of any letters' size; nil, empty, `-`, `(none)` and `(not set)` are all none.
    ///   - referrer: a URL or a host.
    ///   - hasClickID: the page's address carries the mark of a paid click; counts where there is no medium.
    ///   - ownHost: of the page; a referrer of the same host or of one below it is none.
    /// - Complexity: some microseconds; to be asked once per different visit.
    package func channel(
        medium: String?, source: String?, campaign: String?, referrer: String?, hasClickID: Bool, ownHost: String?
    ) -> String {
        let visit = Visit(
            medium: medium, source: source, campaign: campaign, referrer: referrer, hasClickID: hasClickID,
            ownHost: ownHost)
        return rules.first { $0.holds(visit) }?.channel ?? ChannelTable.channel(visit)
    }
}
