import Testing

@testable import Trials

struct RuleSummaryTests {
    private let summary = RuleSummary(
        [300, 0, 100, 200, 0].map { Outcome(visitors: $0, isWin: $0 != 200) })

    @Test func `counts calls by side and by visitors`() {
        #expect(summary.runs == 5 && summary.calls == 3 && summary.wins == 2 && summary.losses == 1)
        #expect(summary.callShare == 0.6 && summary.winShare == 0.4 && summary.lossShare == 0.2)
        #expect(summary.power(at: 200) == 0.4 && summary.power(at: 1_000) == 0.6)
    }

    @Test func `counts runs without a call as later than all others`() {
        #expect(summary.visitors(atShare: 0.2) == 100)
        #expect(summary.visitors(atShare: 0.5) == 300)
        #expect(summary.visitors(atShare: 0.8) == nil)
        #expect(RuleSummary([]).visitors(atShare: 0.5) == nil && RuleSummary([]).callShare == 0)
    }

    @Test func `bounds a share as Wilson does`() {
        let bounds = RuleSummary.wilson(10, of: 100)
        #expect(abs(bounds.lowerBound - 0.05522913) < 1e-7 && abs(bounds.upperBound - 0.17436566) < 1e-7)
        #expect(RuleSummary.wilson(0, of: 50).lowerBound == 0 && RuleSummary.wilson(0, of: 0) == 0...1)
    }

    @Test func `meets goals with good numbers and misses them with bad ones`() throws {
        let table = try #require(TrialCatalogue.falseAlarms(visitors: 1_000).first { $0.kind == .nothingRamp })
        func goal(called: Int) throws -> TrialGoal {
            let run = { (index: Int) in
                table.trials[0].questions.map { _ in Outcome(visitors: index < called ? 100 : 0, isWin: true) }
            }
            let goals = TrialGoal.all([TrialResults(table, outcomes: [(0..<100).map(run)])])
            #expect(goals.map(\.id) == ["G4"])
            return try #require(goals.first)
        }
        #expect(try goal(called: 5).isMet && goal(called: 5).measured == 0.05)
        #expect(try !goal(called: 6).isMet)
    }

    @Test func `has a goal for every promise and a name of its own for every cell`() {
        let tables = TrialCatalogue.falseAlarms(visitors: 1_000) + TrialCatalogue.speed(visitors: 1_000)
        let results = tables.map { table in
            TrialResults(table, outcomes: table.trials.map { [$0.questions.map { _ in Outcome() }] })
        }
        let goals = TrialGoal.all(results)
        #expect(Set(goals.map(\.id)) == ["G1", "G2", "G3", "G4", "G5", "G6"])
        #expect(goals.filter { !$0.isMet }.allSatisfy { $0.id == "G1" || $0.id == "G2" || $0.id == "G5" })
        for table in tables {
            #expect(Set(table.trials.map(\.name)).count == table.trials.count, "\(table.title)")
            for trial in table.trials { #expect(Set(trial.questions).count == trial.questions.count) }
        }
    }
}
