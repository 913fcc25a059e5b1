import Analytics
import Testing

@testable import Reports

@Suite struct JSONReportTests {
    private func read(_ snapshot: Snapshot) -> JSONReader.Value? {
        JSONReader.read(Report(snapshot: snapshot, generated: SampleSnapshots.now).render(.json))
    }

    @Test func `has every key of the schema`() {
        let root = read(SampleSnapshots.shop)
        func lacks(_ value: JSONReader.Value?, _ keys: [String]) -> [String] {
            keys.filter { !(value?.keys.contains($0) ?? false) }
        }
        #expect(lacks(root, ["schema", "generated", "source", "users", "sessions", "funnels", "events_by_name"]) == [])
        let source = root?["source"]
        #expect(
            lacks(
                source,
                [
                    "inputs", "events", "rejected", "rejected_by_reason", "rejected_examples", "late", "duplicates",
                    "bots", "first_event", "last_event",
                ]) == [])
        #expect(
            lacks(
                source?["inputs"]?[0],
                ["path", "format", "bytes", "lines", "events", "rejected", "rotations", "truncations"]) == [])
        #expect(lacks(source?["rejected_examples"]?[0], ["path", "line", "reason", "text"]) == [])
        let funnel = root?["funnels"]?[0]
        #expect(
            lacks(
                funnel,
                [
                    "name", "expression", "order", "count", "window_seconds", "steps", "conversion",
                    "matured_conversion", "bottleneck", "slowest", "histogram", "trend", "breakdowns", "segments",
                    "next_actions",
                ]) == [])
        #expect(
            lacks(
                funnel?["steps"]?[1],
                [
                    "index", "name", "count", "of_first", "of_previous", "dropped", "open", "lost", "excluded",
                    "seconds_from_previous", "seconds_from_first", "revenue",
                ]) == [])
        for times in ["seconds_from_previous", "seconds_from_first"] {
            #expect(lacks(funnel?["steps"]?[1]?[times], ["average", "median", "p90", "count"]) == [])
        }
        #expect(lacks(funnel?["histogram"]?[0], ["from_seconds", "to_seconds", "users"]) == [])
        #expect(lacks(funnel?["trend"]?[0], ["start", "seconds", "counts", "final"]) == [])
        #expect(lacks(funnel?["breakdowns"]?[0], ["by", "attribution", "values"]) == [])
        #expect(
            lacks(funnel?["breakdowns"]?[0]?["values"]?[0], ["value", "counts", "conversion", "seconds_median"]) == [])
        #expect(lacks(funnel?["segments"]?[0], ["name", "counts"]) == [])
        #expect(lacks(funnel?["next_actions"]?[0], ["after_step", "event", "users"]) == [])
        #expect(lacks(root?["events_by_name"]?[0], ["event", "events", "users"]) == [])
    }

    @Test func `writes fractions, counts, times and one-based indices`() {
        let root = read(SampleSnapshots.shop)
        #expect(root?["schema"] == .string("funneltop.report/1"))
        #expect(root?["generated"] == .string("2026-11-21T14:02:31Z"))
        #expect(root?["users"] == .number("184302"))
        #expect(root?["sessions"] == .number("400000"))
        #expect(root?["range"]?["seconds"] == .number("3600"))
        #expect(root?["source"]?["rejected"] == .number("15"))
        #expect(
            root?["source"]?["rejected_by_reason"]
                == .object(["malformed": .number("12"), "unreadable time": .number("3")]))
        let funnel = root?["funnels"]?[0]
        #expect(funnel?["window_seconds"] == .number("1800"))
        #expect(funnel?["order"] == .string("ordered"))
        #expect(funnel?["count"] == .string("unique"))
        #expect(funnel?["bottleneck"] == .number("2"))
        #expect(funnel?["slowest"] == .number("4"))
        #expect(funnel?["conversion"] == .number("0.04"))
        #expect(funnel?["steps"]?[0]?["index"] == .number("1"))
        #expect(funnel?["steps"]?[0]?["seconds_from_previous"] == .null)
        #expect(funnel?["steps"]?[0]?["revenue"] == .null)
        #expect(funnel?["steps"]?[3]?["revenue"] == .number("81234.5"))
        #expect(funnel?["steps"]?[1]?["seconds_from_previous"]?["approximate"] == .bool(true))
        #expect(funnel?["histogram"]?[2]?["to_seconds"] == .null)
        #expect(funnel?["trend"]?[1]?["final"] == .bool(false))
        #expect(funnel?["breakdowns"]?[0]?["values"]?[2]?["value"] == .string("(other)"))
        #expect(funnel?["breakdowns"]?[0]?["values"]?[2]?["kind"] == .string("other"))
        #expect(funnel?["next_actions"]?[2]?["event"] == .null)
    }

    @Test func `writes null for what is unknown`() {
        let root = read(SampleSnapshots.waiting)
        #expect(root?["range"] == .null)
        #expect(root?["source"]?["first_event"] == .null)
        let funnel = root?["funnels"]?[0]
        #expect(funnel?["window_seconds"] == .null)
        #expect(funnel?["conversion"] == .null)
        #expect(funnel?["bottleneck"] == .null)
        #expect(funnel?["previous_counts"] == .null)
        #expect(read(Snapshot())?["funnels"] == .array([]))
    }

    @Test func `data without a time has no times, and no lengths of time`() {
        var snapshot = SampleSnapshots.shop
        for index in snapshot.source.inputs.indices { snapshot.source.inputs[index].isInLineOrder = true }
        let root = read(snapshot)
        #expect(root?["now"] == .null && root?["range"] == .null)
        #expect(root?["source"]?["first_event"] == .null && root?["source"]?["last_event"] == .null)
        #expect(root?["sessions_summary"]?["average_seconds"] == .null && root?["traffic"] == .array([]))
        let funnel = root?["funnels"]?[0]
        #expect(funnel?["trend"] == .array([]) && funnel?["histogram"] == .array([]) && funnel?["slowest"] == .null)
        #expect(funnel?["steps"]?[1]?["seconds_from_previous"] == .null)
        #expect(funnel?["breakdowns"]?[0]?["values"]?[0]?["seconds_median"] == .null)
        // One input with a time is enough for all to have one.
        snapshot.source.inputs[0].isInLineOrder = false
        snapshot.source.inputs.append(snapshot.source.inputs[0])
        #expect(read(snapshot)?["now"] != .null)
    }

    @Test(arguments: SampleSnapshots.hostileNames)
    func `stays valid whatever the data says, and gives it back`(name: String) {
        let text = Report(snapshot: SampleSnapshots.hostile(name), generated: SampleSnapshots.now).render(.json)
        #expect(JSONReader.read(text)?["funnels"]?[0]?["name"] == .string(name))
        #expect(
            text.unicodeScalars.allSatisfy { $0 == "\n" || ($0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value)) })
    }
}
