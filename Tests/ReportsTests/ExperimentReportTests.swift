import Analytics
import TerminalUI
import Testing

@testable import Reports

@Suite struct ExperimentReportTests {
    private func render(_ format: ReportFormat, _ experiments: ExperimentSnapshot..., glyphs: Glyphs = .unicode)
        -> String
    {
        var snapshot = Snapshot()
        snapshot.experiments = experiments
        return Report(snapshot: snapshot, generated: SampleSnapshots.now, glyphs: glyphs).render(format)
    }

    @Test func `shows arms, goals, calls and what is missing in eighty columns`() {
        let text = render(.text, SampleExperiments.button)
        #expect(text.contains(Golden.button), "\(text)")
    }

    @Test func `shows each factor of a multivariate test and how they work together`() {
        let text = render(.text, SampleExperiments.crossed)
        #expect(text.contains(Golden.crossed), "\(text)")
    }

    @Test func `has room for the names of two fields and their levels`() {
        var experiment = SampleExperiments.crossed
        experiment.goals[0].contrasts[2].factors = ["checkout_cta", "free_shipping"]
        #expect(render(.text, experiment).contains("    checkout_cta = B × free_shipping = on "))
    }

    @Test func `says first that a split is broken, and calls nothing`() {
        let text = render(.text, SampleExperiments.broken)
        #expect(text.contains(Golden.broken), "\(text)")
        for format in [ReportFormat.text, .markdown] {
            let all = render(format, SampleExperiments.broken)
            #expect(!all.contains("wins"))
            #expect(!all.contains("winner"))
        }
    }

    @Test(arguments: Verdict.allCases)
    func `speaks of winners only where the verdict is one`(verdict: Verdict) {
        var experiment = SampleExperiments.button
        var goal = SampleExperiments.conversion
        goal.verdict = verdict
        goal.winner = "B"
        for index in 1...2 { goal.arms[index].verdict = verdict }
        experiment.goals = [goal]
        for format in [ReportFormat.text, .markdown] {
            let text = render(format, experiment)
            #expect((text.contains("winner") || text.contains("wins")) == (verdict == .winner), "\(text)")
            #expect(text.contains("leaning, no call") == (verdict == .leaning))
        }
        let root = JSONReader.read(render(.json, experiment))
        let written = root?["experiments"]?[0]?["goals"]?[0]
        #expect(written?["verdict"] == .string(verdict.rawValue))
        #expect(written?["winner"] == (verdict == .winner ? .string("B") : .null))
    }

    @Test func `says that several arms beat the control where none beats all others`() {
        var experiment = SampleExperiments.button
        var goal = SampleExperiments.conversion
        goal.winner = nil
        goal.arms[2].verdict = .winner
        experiment.goals = [goal]
        let text = render(.text, experiment)
        #expect(text.contains("several beat A"))
        #expect(text.contains("B, C beat A on purchased; none beats the others yet."))
        #expect(!text.contains("wins"))
    }

    @Test func `says who loses, and where no arm differs`() {
        var experiment = SampleExperiments.button
        var goal = SampleExperiments.conversion
        goal.winner = nil
        goal.verdict = .loser
        goal.arms[1].verdict = .loser
        experiment.goals = [goal]
        #expect(render(.text, experiment).contains("B loses against A on purchased, called 2026-11-21 13:41."))
        goal.verdict = .noDifference
        experiment.goals = [goal]
        #expect(render(.text, experiment).contains("no arm differs from A on purchased by as much as counts."))
    }

    @Test func `compares by difference where the goal does`() {
        var experiment = SampleExperiments.button
        var goal = SampleExperiments.conversion
        goal.kind = .revenuePerUser
        goal.comparesDifferences = true
        goal.arms[1].difference = -0.5
        goal.arms[1].differenceLow = -1.25
        goal.arms[1].differenceHigh = 0.25
        experiment.goals = [goal]
        let text = render(.text, experiment)
        #expect(text.contains("−0.50      −1.25 to +0.25"))
        #expect(text.contains("difference"))
        #expect(!text.contains("+30.3 %"))
    }

    @Test func `writes one table for each goal and one for the contrasts in Markdown`() {
        let text = render(.markdown, SampleExperiments.crossed)
        #expect(text.contains("## Multivariate test: cta \\* shipping\n\n**shipping = on wins on purchased; "))
        #expect(text.contains("| arm | users | reached | value | lift | 95 % at all times |\n"))
        #expect(text.contains("| B \\* on | 10,000 | 500 | 7.00 % | +40.0 % | +20.0 to +60.0 % |\n"))
        #expect(text.contains("\ncombinations are never called, effects are\n"))
        #expect(text.contains("| cta = B × shipping = on | +20.0 % | +10.0 to +30.0 % | 100 % | 40 | better together"))
        #expect(text.contains("| cta = B | +20.0 % | +10.0 to +30.0 % | 100 % | 40 | depends on the other factor |"))
        #expect(text.contains("### Segment mobile: exploratory, nothing is called here"))
    }

    @Test func `leaves experiments out of the table of funnels, and can say so`() {
        #expect(render(.csv, SampleExperiments.button) == render(.csv))
        func remark(_ experiments: ExperimentSnapshot...) -> String? {
            var snapshot = Snapshot()
            snapshot.experiments = experiments
            return Report(snapshot: snapshot, generated: SampleSnapshots.now).csvLeavesOut
        }
        #expect(remark() == nil)
        #expect(remark(SampleExperiments.button)?.contains("1 is left out; --output json") == true)
        #expect(remark(SampleExperiments.button, SampleExperiments.broken)?.contains("2 are left out") == true)
    }

    @Test func `takes arms, levels and shares that do not fit each other`() {
        var experiment = SampleExperiments.crossed
        experiment.arms = []
        experiment.control = nil
        experiment.goals[0].arms[3].value = .nan
        experiment.goals[0].arms[3].logEvidence = .nan
        experiment.goals[0].arms[3].eValue = .nan
        experiment.goals[0].arms[3].adjustedE = -1
        experiment.goals[0].contrasts[0].levels = []
        experiment.split.change = SplitCheck.Change(time: SampleExperiments.called, before: [1], after: [])
        for format in ReportFormat.allCases { #expect(!render(format, experiment).contains("nan")) }
        for format in ReportFormat.allCases {
            #expect(!render(format, ExperimentSnapshot(name: "new", factors: ["f"])).isEmpty)
        }
    }

    @Test func `writes evidence in six characters and full only where it is reached`() {
        let words = ExperimentText(numbers: NumberText(minus: "−")) { $0 }
        let values: [Double] = [0, 0.31, 9.94, 9.96, 41.4, 99_999, 99_999.9, 9.6e12, 1.7e308, .infinity]
        #expect(
            values.map(words.e) == [
                "<0.1", "0.3", "9.9", "10", "41", "99,999", "1e5", "1e13", "2e308", ">1e308",
            ])
        #expect(words.e(.nan) == "")
        #expect(
            [-3, 0, 0.999, 1, 300, .infinity].map(words.evidence) == ["0 %", "0 %", "99 %", "100 %", "100 %", "100 %"])
        #expect(words.lift(0.0004) == "0.0 %")
        #expect(words.interval(-0.5, .infinity) == "−50.0 % or more")
    }
}
