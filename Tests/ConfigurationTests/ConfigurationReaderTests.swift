import Analytics
import Configuration
import Expressions
import Testing

@Suite struct ConfigurationReaderTests {
    private func read(_ text: String) throws -> Settings { try ConfigurationReader.read(text: text, path: "f.yaml") }

    @Test func `loads the annotated example`() throws {
        let settings = try read(ExampleConfiguration.text)
        #expect(settings.sources == ["logs/events-*.jsonl", "-"])
        #expect(
            settings.input.format == nil && settings.input.timeZone == "UTC"
                && settings.input.delimiter == UInt8(ascii: ";"))
        #expect(settings.input.fields.page == "properties.page" && settings.input.fields.session == "session_id")
        #expect(settings.input.fields.id == "message_id" && settings.input.stitching == true)
        #expect(settings.input.includesBots == false && settings.input.channels?.rules.count == 3)
        #expect(settings.input.lineLimit == 65_536)
        #expect(settings.signals.count == SignalSet.shop.definitions.count - 1 + 9)
        #expect(settings.input.columns?.count == 8 && !settings.input.hasNoHeader)
        #expect(settings.lateness == .bounded(.seconds(60)) && settings.sessionGap == .seconds(1800))
        #expect(settings.filter == (try FilterParser.parse("not bot = true")))
        #expect(settings.funnels.map(\.name) == ["checkout", "signup"] && settings.kpi == "checkout")
        #expect(settings.breakdowns == [.init(field: "device"), .init(field: "country", attribution: .last)])
        #expect(settings.segments.map(\.name) == ["mobile DE", "big screens"])
        #expect(settings.experiments.map(\.name) == ["banner", "checkout_cta"])
        #expect(settings.experiments[1].goals.count == 6 && settings.experiments[1].phases.count == 1)
        #expect(settings.view.theme == "night" && settings.view.range == .oneHour && settings.view.glyphs == .auto)
        #expect(settings.view.framesPerSecond == 4)
    }

    @Test func `the example holds every key`() {
        let text = ExampleConfiguration.text
        for key in [
            "sources", "format", "fields", "columns", "header", "delimiter", "timezone", "lateness", "session_gap",
            "stitching", "bots", "line_limit", "channels", "where", "signals", "funnels", "kpi", "breakdowns",
            "segments", "experiments", "view",
        ] { #expect(text.contains("\n\(key):"), "\(key)") }
    }

    @Test func `says the same in keys as in an expression`() throws {
        let written = try read(
            """
            funnels:
              signup:
                steps: [{name: Landing, when: /}, {name: Form, when: form_opened | /signup}, {name: Done, when: account_created}]
                within: 30m
                within_step: 10m
                order: strict
                count: total
                entry: first
                grace: 2s
                per: account_id
                holding: campaign
                excluding: [{event: logout, between: [1, 2]}, "/x | y where z = 1"]
                policy: remove
                reuse: yes
                repeats: stop
            """)
        let expression = """
            signup: / as Landing > form_opened | /signup as Form > account_created as Done within 30m within_step 10m strict count total
            entry first grace 2s per account_id holding campaign excluding logout between 1 and 2 excluding /x | y where z = 1
            policy remove reuse repeats stop
            """
        #expect(try written.funnels == [FunnelParser.parse(expression)])
    }

    @Test func `names a funnel by its key`() throws {
        let settings = try read("funnels:\n  my way: a > b within 1h\n  other: >\n    a > b\n    > c\n")
        #expect(settings.funnels.map(\.name) == ["my way", "other"] && settings.funnels[1].steps.count == 3)
    }

    @Test(arguments: ["", "\n\n", "# only a comment\n", "---\n", "{}", "null", "\u{FEFF}", "funnels:\nview:\n"])
    func `an empty file says nothing`(text: String) throws {
        #expect(try read(text) == Settings())
    }

    @Test func `reads single values in place of lists, and all forms of values`() throws {
        let settings = try read(
            """
            sources: a.jsonl
            format: csv
            header: no
            delimiter: tab
            lateness: all
            breakdowns: [{field: a, attribution: step 2}, {field: b, attribution: "step:3"}, {field: c, attribution: all}]
            """)
        #expect(settings.sources == ["a.jsonl"] && settings.input.format == .csv && settings.input.hasNoHeader)
        #expect(settings.input.delimiter == 9 && settings.lateness == .all)
        #expect(settings.breakdowns.map(\.attribution) == [.step(2), .step(3), .all])
    }

    @Test func `flags win over the file`() throws {
        var flags = Settings()
        flags.sources = ["x"]
        flags.input.fields.user = "uid"
        flags.view.framesPerSecond = 10
        let merged = flags.merging(over: try read(ExampleConfiguration.text))
        #expect(merged.sources == ["x"] && merged.input.fields.user == "uid" && merged.input.fields.time == "ts")
        #expect(merged.view.framesPerSecond == 10 && merged.view.theme == "night" && merged.funnels.count == 2)
        #expect(Settings().merging(over: merged) == merged && merged.merging(over: Settings()) == merged)
    }

    @Test func `a day and its time of day belong together`() throws {
        let file = try read("fields: {time: [date, clock], id: key}\nstitching: false\nbots: include\n")
        #expect(file.input.fields.time == "date" && file.input.fields.timeOfDay == "clock")
        #expect(Settings().merging(over: file) == file)
        var flags = Settings()
        flags.input.fields.time = "ts"
        flags.input.stitching = true
        let merged = flags.merging(over: file).input
        #expect(merged.fields.time == "ts" && merged.fields.timeOfDay == nil && merged.fields.id == "key")
        #expect(merged.stitching == true && merged.includesBots == true)
        #expect(try read("fields: {time: [ts]}").input.fields.time == "ts")
    }

    @Test(arguments: InputFormat.allCases)
    func `knows every format by its name`(format: InputFormat) throws {
        #expect(try read("format: \(format.rawValue)").input.format == format)
    }

    @Test func `reads the example of the contract, except for what comes later`() throws {
        let settings = try read(
            """
            sources: ["logs/events-*.jsonl", "-"]
            format: auto                      # or a name
            fields: {time: ts, user: user_id, anonymous: anonymous_id, event: event, page: properties.page, id: message_id, revenue: properties.revenue}
            timezone: UTC
            lateness: 60s
            session_gap: 30m
            stitching: true
            signals:
              product seen:    {page: "/product/*", role: milestone}
              engaged:         {session_length: ">= 2m", role: secondary}
              read the guide:  {dwell: "/guide/*", at_least: 45s}
              newsletter:      {event: newsletter_signup}
            funnels:
              checkout: product_viewed > added_to_cart > checkout_started > purchased within 1h
            kpi: checkout
            breakdowns: [device, country]
            segments:
              mobile DE: device = mobile and country = DE
            view: {theme: night, range: 1h, glyphs: auto, fps: 4}
            """)
        #expect(settings.input.stitching == true && settings.input.fields.id == "message_id")
        #expect(
            settings.signals == [
                SignalDefinition(
                    name: "product seen", role: .milestone, kind: .destination(PagePattern(.glob("/product/*")))),
                SignalDefinition(name: "engaged", kind: .sessionLength(atLeast: .seconds(120))),
                SignalDefinition(
                    name: "read the guide",
                    kind: .dwell(on: .page(PagePattern(.glob("/guide/*"))), atLeast: .seconds(45))),
                SignalDefinition(name: "newsletter", kind: .action(StepAlternative(.event("newsletter_signup")))),
            ])
        let analytics = settings.analytics
        #expect(analytics.signals == settings.signals && analytics.kpi == "checkout" && analytics.stitching)
    }

    @Test func `gives the engine its defaults where nothing was said`() throws {
        #expect(Settings().analytics == AnalyticsConfiguration(funnels: []))
        let configuration = try read(ExampleConfiguration.text).analytics
        #expect(configuration.funnels.count == 2 && configuration.segments.count == 2 && configuration.filter != nil)
    }
}
