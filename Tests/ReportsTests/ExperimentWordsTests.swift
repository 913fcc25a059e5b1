import Analytics
import Testing

@testable import Reports

/// What is said where little is known, where much is called, and where nothing can be compared.
@Suite struct ExperimentWordsTests {
    private let words = ExperimentText(numbers: NumberText(minus: "−")) { $0 }

    private func both(_ experiment: ExperimentSnapshot) -> [String] {
        let report = Report(snapshot: SampleExperiments.snapshot(experiment), generated: SampleSnapshots.now)
        return [report.render(.text), report.render(.markdown)]
    }

    /// A goal with these verdicts of B, C and so on; the winner is the only one.
    private func goal(_ name: String, _ verdicts: Verdict...) -> GoalSnapshot {
        var goal = GoalSnapshot(name: name, kind: .conversion)
        goal.arms = [GoalSnapshot.Arm(variant: "A")]
        for (name, verdict) in zip(["B", "C", "D", "E"], verdicts) {
            goal.arms.append(
                SampleExperiments.compared(name, value: 0.05, lift: (0.1, 0.05, 0.2), e: 30, log: 1.1, verdict))
        }
        goal.verdict = [.winner, .loser].first(where: verdicts.contains) ?? verdicts.first ?? .noData
        let winners = goal.arms.filter { $0.verdict == .winner }
        goal.winner = winners.count == 1 ? winners[0].variant : nil
        return goal
    }

    private func state(_ goals: GoalSnapshot...) -> String {
        var experiment = SampleExperiments.button
        experiment.goals = goals
        return words.state(experiment)
    }

    // MARK: Headlines

    @Test func `a headline hides no loss`() {
        #expect(
            state(goal("errs", .winner), goal("revenue per user", .loser))
                == "B wins on errs, loses on revenue per user")
        #expect(state(goal("a", .loser, .undecided), goal("b", .undecided, .winner)) == "B loses on a; C wins on b")
        #expect(state(goal("a", .winner, .loser, .loser)) == "B wins on a; C, D lose on a")
        #expect(state(goal("a", .winner, .winner), goal("b", .undecided, .undecided)) == "several beat A on a")
        #expect(
            state(goal("a", .winner, .winner), goal("b", .loser, .undecided))
                == "B beats A on a, loses on b; C beats A on a")
        #expect(state(goal("a", .winner), goal("b", .winner), goal("c", .winner)) == "B wins on a and 2 more")
        #expect(state(goal("a", .winner), goal("b", .winner)) == "B wins on a and b")
    }

    @Test func `a headline without calls is how the first primary goal stands`() {
        #expect(state(goal("a", .leaning), goal("b", .noDifference)) == "leaning, no call")
        #expect(state() == "no data")
        var watched = goal("a", .undecided)
        watched.isPrimary = false
        #expect(state(watched) == "watched, never called")
        watched.arms[1].verdict = .winner
        watched.verdict = .winner
        #expect(state(watched) == "watched, never called")
        #expect(state(watched, goal("b", .undecided)) == "undecided")
    }

    @Test func `a headline too long for its line stands on the next`() {
        var experiment = SampleExperiments.button
        experiment.name = "the_button_of_the_checkout"
        experiment.goals = [goal("errors of the payment", .winner), goal("revenue per user", .loser)]
        let text = both(experiment)[0]
        #expect(
            text.contains("── experiment\n    B wins on errors of the payment, loses on revenue per user\n"), "\(text)")
        experiment.goals = [goal("errs", .winner), goal("revenue per user", .loser)]
        #expect(both(experiment)[0].contains("experiment · B wins on errs, loses on revenue per user\n"))
    }

    @Test func `the sentence of a goal names losers beside the winner`() {
        var experiment = SampleExperiments.button
        var goal = goal("a", .winner, .loser)
        goal.arms[1].firstCalled = SampleExperiments.called
        goal.arms[1].isFading = true
        experiment.goals = [goal]
        #expect(
            words.sentence(goal, of: experiment)
                == "B wins on a, called 2026-11-21 13:41, fading: its interval covers no effect again; "
                + "C loses against A on a")
    }

    // MARK: Crossed factors

    private func crossed(_ verdicts: Verdict...) -> ExperimentSnapshot {
        var experiment = SampleExperiments.crossed
        for (index, verdict) in verdicts.enumerated() {
            experiment.goals[0].contrasts[index].verdict = verdict
            experiment.goals[0].contrasts[index].isOvershadowed = false
            experiment.goals[0].contrasts[index].firstCalled = verdict.isCall ? SampleExperiments.called : nil
        }
        let main = verdicts.prefix(2)
        experiment.goals[0].verdict = [.winner, .loser].first(where: main.contains) ?? main[0]
        return experiment
    }

    @Test func `effects are called, never combinations`() {
        func said(_ experiment: ExperimentSnapshot) -> [String] {
            [words.state(experiment), words.sentence(experiment.goals[0], of: experiment)]
        }
        #expect(
            said(crossed(.winner, .undecided, .undecided)) == [
                "cta = B wins on purchased", "cta = B wins on purchased, called 2026-11-21 13:41",
            ])
        #expect(
            said(crossed(.winner, .winner, .undecided)) == [
                "cta = B, shipping = on win on purchased", "cta = B, shipping = on win on purchased",
            ])
        #expect(
            said(crossed(.loser, .winner, .undecided)) == [
                "cta = B loses on purchased; shipping = on wins on purchased",
                "shipping = on wins on purchased, called 2026-11-21 13:41; "
                    + "cta = B loses on purchased, called 2026-11-21 13:41",
            ])
        #expect(
            said(crossed(.undecided, .undecided, .loser)) == [
                "cta = B × shipping = on worse together on purchased",
                "cta = B × shipping = on are worse together on purchased, called 2026-11-21 13:41",
            ])
        #expect(
            said(crossed(.leaning, .undecided, .undecided)) == ["leaning, no call", "purchased is leaning, no call"])
        #expect(
            said(crossed(.noDifference, .noDifference, .undecided)) == [
                "no difference", "no factor changes purchased by as much as counts",
            ])
        for text in both(crossed(.winner, .undecided, .undecided)) {
            #expect(!text.contains("beat") && !text.contains("more users") && !text.contains("leaning"), "\(text)")
        }
    }

    @Test func `a missing combination is not the same as no users`() {
        var experiment = crossed(.noData, .noData, .noData)
        experiment.arms[3].exposed = 0
        for index in 0..<3 {
            experiment.goals[0].contrasts[index].logEvidence = 0
            experiment.goals[0].contrasts[index].eValue = nil
            experiment.goals[0].contrasts[index].adjustedE = nil
        }
        #expect(
            words.sentence(experiment.goals[0], of: experiment)
                == "nothing can be compared on purchased yet: not every combination has users")
        let text = both(experiment)
        #expect(!text[0].contains("0 %          no data") && text[0].contains("        no data\n"), "\(text[0])")
        #expect(text[1].contains("| cta = B | +20.0 % | +10.0 to +30.0 % |  |  | no data |"), "\(text[1])")
    }

    @Test func `effects that would be differences are not judged`() {
        var experiment = SampleExperiments.crossed
        experiment.goals[0].contrasts = []
        experiment.goals[0].comparesDifferences = true
        experiment.goals[0].verdict = .leaning
        #expect(
            words.sentence(experiment.goals[0], of: experiment)
                == "nothing is called on purchased: effects of crossed factors are not compared by difference")
    }

    // MARK: The split

    @Test func `a split that names too few arms is not one without users`() {
        var experiment = SampleExperiments.button
        experiment.split = SplitCheck()
        experiment.arms[0].expectedShare = 1
        for arm in 1...2 {
            experiment.arms[arm].expectedShare = 0
            experiment.goals[0].arms[arm] = GoalSnapshot.Arm(variant: experiment.arms[arm].variant)
            experiment.goals[0].arms[arm].users = 10_000
            experiment.goals[0].arms[arm].verdict = .noData
        }
        experiment.goals[0].verdict = .noData
        #expect(
            words.split(experiment) == "the declared split names fewer than two of the arms: nothing is checked")
        #expect(
            words.sentence(experiment.goals[0], of: experiment)
                == "nothing can be compared on purchased yet: the declared split names fewer than two of the arms")
        for text in both(experiment) { #expect(text.contains("not in the declared split, not compared"), "\(text)") }
        experiment.goals[0].arms[1].users = 0
        #expect(words.standing(experiment.goals[0].arms[1], of: experiment.goals[0], in: experiment) == "no data")
        for arm in 1...2 { experiment.arms[arm].exposed = 0 }
        #expect(words.split(experiment) == "split not known yet: fewer than two arms have users")
        #expect(words.sentence(experiment.goals[0], of: experiment) == "nothing is known of purchased yet")
    }

    @Test func `says that the control has no users`() {
        var experiment = SampleExperiments.button
        experiment.arms[0].exposed = 0
        experiment.goals[0].verdict = .noData
        #expect(
            words.sentence(experiment.goals[0], of: experiment)
                == "nothing can be compared on purchased yet: A has no users")
        experiment.control = nil
        #expect(words.sentence(experiment.goals[0], of: experiment) == "there is nothing to compare purchased with")
    }

    @Test func `a broken split shows neither evidence nor calls`() {
        var factors = SampleExperiments.crossed
        factors.split.verdict = .red
        var button = SampleExperiments.button
        button.split.verdict = .red
        for experiment in [factors, button, SampleExperiments.broken] {
            for text in both(experiment) {
                for word in ["████", "100 % ", "win", "together on", "called 20", "any arm differs", "depends on", "★"]
                {
                    #expect(!text.contains(word), "\(word): \(text)")
                }
            }
        }
        let markdown = both(SampleExperiments.broken)[1]
        #expect(markdown.contains("| +20.0 to +60.0 % |  |  | split broken |"), "\(markdown)")
    }

    // MARK: Circumstances

    @Test func `says what the numbers are of where there are phases`() {
        var experiment = SampleExperiments.button
        for text in both(experiment) { #expect(!text.contains("within phases")) }
        experiment.phaseCount = 2
        for text in both(experiment) { #expect(text.contains("2 phases: lifts are within phases"), "\(text)") }
    }

    @Test func `says when calls are looked for`() {
        for text in both(SampleExperiments.button) {
            #expect(text.contains("Calls are made at steps of event time: every 15 s at"))
        }
    }
}
