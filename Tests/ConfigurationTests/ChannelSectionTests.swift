import Analytics
import Configuration
import Testing

@Suite struct ChannelSectionTests {
    private func rules(_ text: String) throws -> [ChannelRules.Rule]? {
        try ConfigurationReader.read(text: "channels: {rules: \(text)}", path: "f").input.channels?.rules
    }

    @Test func `rules are read in their order, with patterns in small letters`() throws {
        #expect(
            try rules(
                "[{channel: Partners, source: \"Partner-*\"}, {channel: mail, medium: [email, E-Mail], campaign: x}]")
                == [
                    ChannelRules.Rule("Partners", source: "partner-*"),
                    ChannelRules.Rule("mail", medium: "email|e-mail", campaign: "x"),
                ])
        #expect(try rules("{channel: a, source: b}") == [ChannelRules.Rule("a", source: "b")])
        #expect(try rules("[]") == [])
    }

    @Test func `a referrer is a host without its www, or none`() throws {
        #expect(
            try rules(
                "[{channel: a, referrer: www.Example.org}, {channel: b, referrer: \"\"}, {channel: c, referrer: none}]")
                == [
                    ChannelRules.Rule("a", referrer: "example.org"), ChannelRules.Rule("b", referrer: ""),
                    ChannelRules.Rule("c", referrer: ""),
                ])
    }

    static let mistakes = [
        Mistake("channels: {»costs: {ads: 1200/day}}", "`costs` is not available in this version", "leave it out"),
        Mistake("channels: {»rule: []}", "unknown key `rule` in channels", "did you mean `rules`?"),
        Mistake("channels: {rules: [»{medium: x}]}", "no `channel`", "partners"),
        Mistake("channels: {rules: [»{channel: x}]}", "every visit", "medium, source"),
        Mistake("channels: {rules: [{channel: x, »sorce: y}]}", "unknown key `sorce`", "did you mean `source`?"),
        Mistake("channels: {rules: [{channel: x, referrer: »\"https://a.b/c\"}]}", "is a host", "*.example.org"),
        Mistake("channels: »shop", "channels is a mapping"),
    ]

    @Test(arguments: mistakes)
    func `shows where a rule is wrong, and what would be right`(mistake: Mistake) throws {
        let errors = try #require(throws: ConfigurationErrors.self) {
            try ConfigurationReader.read(text: mistake.text, path: "f")
        }
        let error = try #require(errors.all.first)
        #expect(errors.all.count == 1 && error.message.contains(mistake.message), "\(errors)")
        #expect(mistake.remedy.isEmpty || (error.remedy ?? "").contains(mistake.remedy), "\(error)")
        #expect(error.line == mistake.line && error.column == mistake.column, "\(error)")
    }
}
