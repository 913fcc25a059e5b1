import Expressions
import Testing

@testable import Configuration

@Suite struct ConfigurationEditTests {
    private func funnel(_ text: String) throws -> FunnelDefinition { try FunnelParser.parse(text) }

    @Test func `adds a funnel behind the others and leaves every other line`() throws {
        let text = """
            # my shop
            sources: [a.jsonl]   # the log

            funnels:
              # the main one
              checkout: view > cart > paid within 1h   # do not touch

              signup:
                steps: [a, b]
                # half an hour
                within: 30m

            # what counts
            kpi: checkout

            """
        let saved = ConfigurationWriter.saving(funnel: try funnel("trial: x > y within 7d"), into: text)
        #expect(saved == text.replacing("    within: 30m\n", with: "    within: 30m\n  trial: x > y within 7d\n"))
    }

    @Test func `replaces the funnel of the same name and keeps its comment`() throws {
        let text = """
            funnels:
              checkout: view > cart > paid within 1h   # the main one
              other:
                steps: [a, b]
            kpi: checkout

            """
        let saved = ConfigurationWriter.saving(funnel: try funnel("checkout: x > y within 2h"), into: text)
        #expect(
            saved == text.replacing("view > cart > paid within 1h   #", with: "x > y within 2h  #"))
        let second = ConfigurationWriter.saving(funnel: try funnel("other: x > y"), into: text)
        #expect(second == text.replacing("  other:\n    steps: [a, b]\n", with: "  other: x > y\n"))
    }

    @Test func `adds the key where there are no funnels yet`() throws {
        let new = try funnel("c: a > b within 1h")
        let entry = "funnels:\n  c: a > b within 1h\n"
        #expect(ConfigurationWriter.saving(funnel: new, into: nil) == entry)
        #expect(ConfigurationWriter.saving(funnel: new, into: "") == entry)
        #expect(ConfigurationWriter.saving(funnel: new, into: "# nothing yet\n") == "# nothing yet\n" + entry)
        #expect(ConfigurationWriter.saving(funnel: new, into: "format: csv") == "format: csv\n" + entry)
        #expect(
            ConfigurationWriter.saving(funnel: new, into: "funnels:   # later\nformat: csv\n")
                == "funnels:   # later\n  c: a > b within 1h\nformat: csv\n")
    }

    @Test func `keeps line ends and indentation`() throws {
        let text = "funnels:\r\n    a: x > y\r\nformat: csv\r\n"
        #expect(
            ConfigurationWriter.saving(funnel: try funnel("b: y > z"), into: text)
                == "funnels:\r\n    a: x > y\r\n    b: y > z\r\nformat: csv\r\n")
    }

    @Test func `replaces entries of many lines, whatever their style`() throws {
        let new = try funnel("c: x > y")
        for entry in [
            "  c: >-\n    a\n    > b\n    # a name\n    > c\n", "  c: \"a >\n    b\"\n",
            "  'c':\n    steps:\n    - a\n    - b\n",
            "  c: a >\n    b   # here\n", "  \"c\": 'a > b'  # it's\n",
        ] {
            let text = "kpi: d\nfunnels:\n" + entry + "  d: p > q\n"
            let saved = ConfigurationWriter.saving(funnel: new, into: text)
            guard let saved else { continue }
            #expect(saved.hasPrefix("kpi: d\nfunnels:\n") && saved.hasSuffix("  d: p > q\n"), "\(saved)")
            #expect(try ConfigurationReader.read(text: saved, path: "").funnels.map(\.name) == ["c", "d"])
        }
        #expect(
            ConfigurationWriter.saving(funnel: new, into: "funnels:\n  c: >-\n    a\n    > b\n")
                == "funnels:\n  c: x > y\n")
        #expect(
            ConfigurationWriter.saving(funnel: new, into: "funnels:\n  \"c\": 'a > b'  # it's\n")
                == "funnels:\n  c: x > y  # it's\n")
    }

    @Test(arguments: [
        "funnels: {a: x > y}\n", "{funnels: {}}\n", "funnels:\n  a: x >\n", "nonsense: 1\n", "a: &b c\n", "- a\n",
        "funnels:\n  a: x > y\n...\n", "funnels:\n\ta: x > y\n",
    ])
    func `gives up rather than to damage a file`(text: String) throws {
        let saved = ConfigurationWriter.saving(funnel: try funnel("c: x > y"), into: text)
        // What is not given up must be right.
        guard let saved else { return }
        #expect(try ConfigurationReader.read(text: saved, path: "").funnels.last?.name == "c", "\(saved)")
        #expect(text.hasPrefix("funnels:\n  a"))
    }

    @Test func `refuses a funnel that means nothing or has no name`() throws {
        var nameless = try funnel("c: x > y")
        nameless.name = ""
        #expect(ConfigurationWriter.saving(funnel: nameless, into: nil) == nil)
        var short = try funnel("c: x > y")
        short.steps.removeLast()
        #expect(ConfigurationWriter.saving(funnel: short, into: nil) == nil)
    }
}
