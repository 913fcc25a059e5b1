import Analytics
package struct ChannelClassifier {
    init(_ rules: ChannelRules?) {}
    func channel(
        medium: String?, source: String?, campaign: String?, referrer: String?, hasClickID: Bool, ownHost: String?
    ) -> String { "direct" }
}
