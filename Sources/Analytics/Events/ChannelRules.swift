/// How a visit's campaign and referrer become its channel; the first rule that holds decides.
package struct ChannelRules: Sendable, Hashable {
    /// One line of the table. A part that is nil is not asked; patterns are globs over small letters, `|` between choices.
    package struct Rule: Sendable, Hashable {
        package var channel: String
        /// `utm_medium`.
        package var medium: String?
        /// `utm_source`.
        package var source: String?
        /// `utm_campaign`.
        package var campaign: String?
        /// Host of the referrer, without `www.`; the empty text is "no referrer".
        package var referrer: String?

        package init(
            _ channel: String, medium: String? = nil, source: String? = nil, campaign: String? = nil,
            referrer: String? = nil
        ) {
            self.channel = channel
            self.medium = medium
            self.source = source
            self.campaign = campaign
            self.referrer = referrer
        }
    }

    /// Asked before the usual table.
    package var rules: [Rule]

    package init(rules: [Rule] = []) { self.rules = rules }
}
