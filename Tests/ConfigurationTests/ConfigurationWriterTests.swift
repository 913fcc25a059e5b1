import Analytics
import Expressions
import SeededNumbers
import Testing

@testable import Configuration

@Suite struct ConfigurationWriterTests {
    private func read(_ text: String) throws -> Settings {
        var settings = try ConfigurationReader.read(text: text, path: "written.yaml")
        settings.origin = nil
        return settings
    }

    private func funnel(_ text: String, name: String? = nil) throws -> FunnelDefinition {
        var funnel = try FunnelParser.parse(text)
        if let name { funnel.name = name }
        return funnel
    }

    @Test func `writes what the reader reads as the same`() throws {
        var settings = Settings()
        settings.sources = ["logs/events-*.jsonl", "-", "a b, c.csv", "it's & more", "x: y"]
        settings.input.format = .jsonl
        settings.input.fields.time = "ts"
        settings.input.fields.user = "properties.user id"
        settings.input.fields.id = "message_id"
        settings.input.columns = ["a", "b,c", "*d"]
        settings.input.hasNoHeader = true
        settings.input.delimiter = 0x09
        settings.input.timeZone = "+02:00"
        settings.funnels = [
            try funnel("checkout: a > b > c within 1h"),
            try funnel("'sign up: now': landing as 'First look' > form_opened | /signup as Form > done within 30m"),
            try funnel("x > y strict excluding z between 1 and 2 ties strict", name: "yes"),
        ]
        settings.kpi = "checkout"
        settings.breakdowns = [
            AnalyticsConfiguration.Breakdown(field: "device"),
            AnalyticsConfiguration.Breakdown(field: "geo.country", attribution: .last),
            AnalyticsConfiguration.Breakdown(field: "a: b", attribution: .step(3)),
        ]
        settings.experiments = [ExperimentDefinition(name: "cta", factors: ["properties.experiment.cta"])]
        let text = ConfigurationWriter.text(settings, remarks: ["made by hand & by \u{1B}[31mmachine", "two\nlines"])
        #expect(try read(text) == settings, "\(text)")
        #expect(text.hasPrefix("# made by hand ? by ?[31mmachine\n# two?lines\nsources: "))
    }

    @Test(arguments: [
        "plain", "two words", "it's", "say \"so\"", "a: b", "a #b", "- a", "*", "&anchor", "x &y", "[a]", "{a}", "null",
        "true", "12", "1.5e3", "~", "", " lead", "trail ", "tab\there", "new\nline", "\u{1B}[31m", "naïve – café", "日本",
        "🛒 cart", "\u{202E}x", "a\u{2028}b", "%x", "@x", "`x`", "!x", "|", ">", "a:", "?", "\\", "'", "\"",
    ])
    func `keeps any text as it is`(text: String) throws {
        guard !text.isEmpty else { return }
        var settings = Settings()
        settings.sources = [text]
        settings.funnels = [try funnel("a > b", name: text)]
        settings.kpi = text
        let written = ConfigurationWriter.text(settings)
        #expect(try read(written) == settings, "\(written)")
        #expect(written.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && $0.value != 0x7F) })
    }

    @Test func `breaks a long funnel into a line a step`() throws {
        let long = try funnel(
            "checkout: product_viewed as 'Product viewed' > added_to_cart as 'Added to cart' > purchased as Bought within 30m"
        )
        #expect(
            FunnelText.lines(long, indent: 2) == [
                "  checkout: >-", "    product_viewed as 'Product viewed'", "    > added_to_cart as 'Added to cart'",
                "    > purchased as Bought", "    within 30m",
            ])
        #expect(FunnelText.lines(try funnel("c: a > b within 1h"), indent: 2) == ["  c: a > b within 1h"])
    }

    @Test func `keeps funnels of any shape`() throws {
        let seed: UInt64 = 11
        var random = SeededGenerator(seed: seed)
        let names = [
            "a", "b c", "it's", "x:y", "x: y", "#z", "where", "/p/*", "ü & co", "\"q\"", "a\u{7}b", "- - -", "within",
        ]
        for round in 0..<150 {
            let count = Int.random(in: 2...6, using: &random)
            let steps = (0..<count).map { _ in
                let name = names.randomElement(using: &random) ?? "a"
                let subject: StepAlternative.Subject = name.hasPrefix("/") ? .page(name) : .event(name)
                return StepDefinition(
                    name: names.randomElement(using: &random) ?? "a", alternatives: [StepAlternative(subject)])
            }
            var definition = FunnelDefinition(name: names.randomElement(using: &random) ?? "a", steps: steps)
            if Bool.random(using: &random) { definition.window = .seconds(90) }
            if Bool.random(using: &random) { definition.order = .strict }
            let saved = ConfigurationWriter.saving(funnel: definition, into: nil)
            #expect(
                try saved.map { try read($0).funnels } == [definition],
                "seed \(seed), round \(round): \(saved ?? "nil")")
        }
    }

    @Test func `makes settings of what was found`() throws {
        var profile = DataProfile(source: "shop.jsonl", format: "jsonl", certainty: 0.5, reasons: ["it is"])
        func field(_ path: String, _ role: DataProfile.Role?) -> DataProfile.Field {
            DataProfile.Field(
                path: path, kind: "text", count: 1, distinct: 2, isBounded: false, examples: [], role: role)
        }
        profile.fields = [
            field("properties.device", .device), field("geo.category", .channel), field("properties.country", .country),
            field("x.experiment.cta", .variant),
        ]
        profile.suggestion = SuggestedFunnel(
            definition: try funnel("checkout: a > b within 1h"), reason: "so", counts: [2, 1])
        let settings = DiscoveredSettings.settings(of: [profile])
        #expect(settings.breakdowns.map(\.field) == ["device", "country", "geo.category"])
        #expect(settings.experiments.map(\.factors) == [["x.experiment.cta"]])
        #expect(settings.kpi == "checkout" && settings.input.format == .jsonl && settings.sources == ["shop.jsonl"])
        #expect(try read(ConfigurationWriter.text(settings)) == settings)
        // Two files with one suggestion have one funnel; with two of a name, each its own.
        #expect(DiscoveredSettings.settings(of: [profile, profile]).funnels.count == 1)
        var other = profile
        other.suggestion?.definition = try funnel("checkout: c > d within 1h")
        #expect(DiscoveredSettings.settings(of: [profile, other]).funnels.map(\.name) == ["checkout", "checkout 2"])
    }
}
