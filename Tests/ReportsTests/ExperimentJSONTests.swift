import Analytics
import Testing

@testable import Reports

@Suite struct ExperimentJSONTests {
    private func experiment(_ sample: ExperimentSnapshot) -> JSONReader.Value? {
        JSONReader.read(
            Report(snapshot: SampleExperiments.snapshot(sample), generated: SampleSnapshots.now).render(.json))?[
                "experiments"]?[0]
    }

    private func lacks(_ value: JSONReader.Value?, _ keys: String) -> [String] {
        keys.split(separator: " ").map(String.init).filter { !(value?.keys.contains($0) ?? false) }
    }

    @Test func `has every key of the schema`() {
        let root = experiment(SampleExperiments.button)
        #expect(lacks(root, "name control unit arms srm goals interactions") == [])
        #expect(lacks(root, "factors start phases target_lift conflicting_users notes segments") == [])
        #expect(lacks(root?["arms"]?[0], "variant exposed conversions revenue orders levels expected_share") == [])
        #expect(lacks(root?["srm"], "p_value e_value verdict") == [])
        #expect(lacks(root?["goals"]?[0], "name kind arms verdict winner cap primary better") == [])
        let arm = root?["goals"]?[0]?["arms"]?[1]
        #expect(
            lacks(arm, "variant value lift lift_low lift_high difference p_value e_value probability_best verdict")
                == [])
        #expect(lacks(arm, "first_called fading log_evidence adjusted_e_value peak_evidence forecast_users") == [])
        #expect(
            lacks(arm, "users reached orders expected_loss waits_for peer difference_low difference_high evidence")
                == [])
        #expect(lacks(arm?["evidence"]?[0], "time log_evidence lift lift_low lift_high") == [])
        #expect(
            lacks(
                experiment(SampleExperiments.crossed)?["interactions"]?[0],
                "goal kind factors levels lift lift_low lift_high e_value adjusted_e_value log_evidence verdict") == [])
    }

    @Test func `writes numbers, times and words`() {
        let root = experiment(SampleExperiments.button)
        #expect(root?["control"] == .string("A"))
        #expect(root?["unit"] == .string("user"))
        #expect(root?["start"] == .string("2026-11-21T12:00:00Z"))
        #expect(root?["window_seconds"] == .number("604800"))
        #expect(root?["conflicting_users"] == .number("12"))
        #expect(root?["arms"]?[1]?["exposed"] == .number("10001"))
        #expect(root?["srm"]?["verdict"] == .string("ok"))
        #expect(root?["peer"] == .string("growthbook"))
        let goals = root?["goals"]
        #expect(goals?[0]?["kind"] == .string("conversion"))
        #expect(goals?[0]?["winner"] == .string("B"))
        #expect(goals?[0]?["arms"]?[1]?["first_called"] == .string("2026-11-21T13:41:07Z"))
        #expect(goals?[0]?["arms"]?[1]?["lift_low"] == .number("0.1213"))
        #expect(goals?[0]?["arms"]?[1]?["peer"]?["decided"] == .bool(true))
        #expect(goals?[0]?["arms"]?[1]?["evidence"]?[0]?["lift"] == .null)
        #expect(goals?[0]?["arms"]?[2]?["forecast_users"] == .number("21400"))
        #expect(goals?[0]?["arms"]?[2]?["verdict"] == .string("leaning"))
        #expect(goals?[1]?["cap"]?["capped_users"] == .number("3"))
        #expect(goals?[2]?["kind"] == .string("average_order_value"))
        #expect(
            goals?[2]?["arms"]?[1]?["waits_for"]
                == .object(["what": .string("orders"), "have": .number("12"), "need": .number("50")]))
        #expect(goals?[3]?["primary"] == .bool(false))
        #expect(goals?[3]?["better"] == .string("lower"))
    }

    @Test func `writes null for what is unknown or beyond what a number holds`() {
        let root = experiment(SampleExperiments.crossed)
        let arm = root?["goals"]?[0]?["arms"]?[3]
        #expect(arm?["e_value"] == .null)
        #expect(arm?["log_evidence"] == .number("300.0"))
        #expect(root?["goals"]?[0]?["arms"]?[0]?["verdict"] == .null)
        #expect(root?["start"] == .null)
        #expect(experiment(SampleExperiments.button)?["goals"]?[1]?["arms"]?[2]?["lift_high"] == .null)
        #expect(experiment(SampleExperiments.button)?["srm"]?["change"] == .null)
        #expect(experiment(ExperimentSnapshot(name: "new", factors: ["f"]))?["control"] == .null)
    }

    @Test func `tells main effects from interactions, and marks what is exploratory`() {
        let root = experiment(SampleExperiments.crossed)
        #expect(root?["interactions"]?[0]?["kind"] == .string("main_effect"))
        #expect(root?["interactions"]?[0]?["overshadowed"] == .bool(true))
        #expect(root?["interactions"]?[2]?["kind"] == .string("interaction"))
        #expect(root?["interactions"]?[2]?["levels"] == .array([.string("B"), .string("on")]))
        #expect(root?["segments"]?[0]?["exploratory"] == .bool(true))
        #expect(root?["segments"]?[0]?["goals"]?[0]?["winner"] == .null)
    }

    @Test func `puts problems before other notes`() {
        let root = experiment(SampleExperiments.broken)
        #expect(root?["notes"]?[0] == .string("the split names neon, which is no variant so far; there are off, on"))
        #expect(root?["notes"]?[2] == .string("3 of 7 days: no full week yet"))
        #expect(root?["srm"]?["change"]?["after"] == .array([.number("0.9"), .number("0.1")]))
    }

    @Test(arguments: SampleSnapshots.hostileNames)
    func `gives every name back`(name: String) {
        let report = Report(snapshot: SampleSnapshots.hostile(name), generated: SampleSnapshots.now).render(.json)
        let written = JSONReader.read(report)?["experiments"]?[1]
        #expect(written?["name"] == .string(name))
        #expect(written?["goals"]?[0]?["arms"]?[1]?["variant"] == .string(name))
        #expect(written?["interactions"]?[2]?["factors"] == .array([.string(name), .string(name)]))
        #expect(written?["segments"]?[0]?["name"] == .string(name))
    }
}
