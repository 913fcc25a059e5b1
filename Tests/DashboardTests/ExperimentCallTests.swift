import Analytics
import TerminalUI
import Testing

@testable import Dashboard

/// What is said of calls where they are of effects, fade, contradict each other, or cannot be trusted.
@Suite struct ExperimentCallTests {
    private func screen(_ experiment: ExperimentSnapshot, _ keys: String = "3", _ width: Int = 120, _ height: Int = 40)
        -> Screen
    {
        var screen = Screen(width, height, snapshot: ExperimentSamples.shop(experiment))
        screen.press(keys)
        return screen
    }

    /// The landing page with other effects.
    private func page(_ change: (inout GoalSnapshot) -> Void) -> ExperimentSnapshot {
        var experiment = ExperimentSamples.page
        change(&experiment.goals[0])
        return experiment
    }

    /// The second arm wins on conversion and loses on revenue.
    private var mixed: ExperimentSnapshot {
        var experiment = ExperimentSamples.checkout
        experiment.goals[1].verdict = .loser
        experiment.goals[1].arms[1].verdict = .loser
        experiment.goals[1].arms[1].waitsFor = nil
        experiment.goals[1].arms[1].firstCalled = ExperimentSamples.time(230)
        return experiment
    }

    @Test func `says first which effect is called, and nothing of combinations`() {
        let screen = screen(ExperimentSamples.page)
        #expect(screen.rows[2].contains("★ headline = loud wins on conversion, called 13:20"))
        #expect(screen.text.contains("✗ headline × button: loud × red do less together than apart on conversion"))
        #expect(screen.text(in: .dim).contains("all arms together: e = 31"))
        #expect(!screen.text.contains("waits for") && !screen.text.contains("more users"))
    }

    @Test func `never calls a combination`() {
        var experiment = ExperimentSamples.page
        experiment.goals[0].arms[2].verdict = .winner
        let screen = screen(experiment, "3 m")
        #expect(screen.rows[2].contains("★ headline = loud wins on conversion"))
        #expect(screen.text.contains("never called: effects are"))
        #expect(!screen.text.contains("★ winner") && !screen.text.contains("more users"))
        #expect(!screen.text.contains("evidence over time") && !screen.text.contains("41 %"))
    }

    @Test func `says what leans and whether any arm differs while no effect is called`() {
        let leaning = page { goal in
            for index in goal.contrasts.indices {
                goal.contrasts[index].verdict = index == 0 ? .leaning : .undecided
                goal.contrasts[index].firstCalled = nil
                goal.contrasts[index].isOvershadowed = false
            }
            goal.omnibusE = 6.8
        }
        let text = screen(leaning).text
        #expect(text.contains("▲ headline = loud leans up on conversion, not called"))
        #expect(text.contains("not shown yet that any arm differs (e = 6.8, called at 20)"))
        let undecided = page { goal in
            for index in goal.contrasts.indices { goal.contrasts[index].verdict = .undecided }
            goal.omnibusE = 0.4
        }
        #expect(screen(undecided).rows[2].contains("not shown yet that any arm differs (e = 0.4, called at 20)"))
        let none = page { $0.contrasts = [] }
        #expect(screen(none).rows[2].contains("no effects yet: every arm needs users"))
    }

    @Test func `says of effects that a call fades`() {
        let fading = page { $0.contrasts[0].liftLow = -0.01 }
        #expect(screen(fading).rows[2].contains("called 13:20, fading: the interval covers no effect again"))
        #expect(screen(fading).text.contains("★ winner fading"))
        let line = screen(fading, "", 40, 10).text
        #expect(line.contains("A/B ★ headline = loud +9.1 % fading"), "the name gives way to what is called")
    }

    @Test func `shows effects in the pane and in one line`() {
        let pane = screen(ExperimentSamples.page, "").text
        #expect(pane.contains("★ headline = loud wins on conversion,") && pane.contains("20,014 users"))
        #expect(pane.contains("headline = loud") && pane.contains("+9.1 % ★") && pane.contains("evidence"))
        #expect(!pane.contains("calm * grey"))
        let line = screen(ExperimentSamples.page, "", 80, 24).text
        #expect(line.contains("A/B landing page: ★ headline = loud +9.1 %"))
    }

    @Test func `trusts no comparison of a broken split`() {
        for keys in ["3", "3 Right", ""] {
            let screen = screen(ExperimentSamples.broken, keys)
            #expect(!screen.text.contains("100 %  ") || keys.isEmpty, "\(keys)")
            #expect(!screen.text.contains("% best") && !screen.text.contains("e = 41"))
            #expect(!screen.text.contains("evidence over time") && !screen.text.contains("would say"))
            #expect(screen.text(in: .dim).contains("+14.6 %") || keys == "3 Right")
            #expect(!screen.text(in: .strong).contains("14.6 %"))
            #expect(screen.text.contains("31,207") && screen.text.contains("3.68 %"))
        }
        #expect(screen(ExperimentSamples.broken, "").text.contains("evidence −"))
        var page = ExperimentSamples.page
        page.split.verdict = .red
        for index in page.goals[0].contrasts.indices { page.goals[0].contrasts[index].verdict = .splitBroken }
        let effects = screen(page)
        #expect(!effects.text.contains("100 %") && !effects.text.contains("called 1"))
        #expect(effects.text(in: .dim).contains("+9.1 %"))
    }

    @Test func `says of an arm the split does not name that it is not compared`() {
        var experiment = ExperimentSamples.checkout
        experiment.notes.insert(.undeclaredVariant("C"), at: 0)
        var arm = GoalSnapshot.Arm(variant: "C")
        (arm.users, arm.reached, arm.value) = (24_077, 790, 0.0328)
        (arm.probabilityBest, arm.expectedLoss) = (0.019, 0.121)
        arm.verdict = .noData
        experiment.goals[0].arms[2] = arm
        let screen = screen(experiment, "3 Right")
        #expect(screen.rows[2].contains("− C is not compared on conversion"))
        #expect(screen.text(in: .dim).contains("− not compared"))
        #expect(!screen.text.contains("% best") && !screen.text.contains("no data"))
        arm.users = 0
        experiment.goals[0].arms[2] = arm
        #expect(self.screen(experiment, "3 Right").rows[2].contains("… C: no data for conversion yet"))
    }

    @Test func `says both where an arm wins on one goal and loses on another`() {
        #expect(screen(mixed, "").text.contains("★ B wins on conversion · loses on"))
        #expect(screen(mixed, "").text(in: .winner).contains("wins") == false)
        #expect(screen(mixed).rows[2].contains("called 13:41   but loses on revenue/user"))
        var secondary = mixed
        secondary.goals[1].isPrimary = false
        #expect(!screen(secondary, "").text.contains("loses on"))
    }

    @Test func `says in the pane that calls on other goals fade`() {
        var experiment = ExperimentSamples.checkout
        experiment.goals[1].verdict = .winner
        experiment.goals[1].winner = "B"
        experiment.goals[1].arms[1].verdict = .winner
        experiment.goals[1].arms[1].isFading = true
        #expect(screen(experiment, "").text.contains("revenue/user winner, fading"))
    }

    @Test func `says that lifts are within phases`() {
        var experiment = ExperimentSamples.checkout
        experiment.phaseCount = 2
        experiment.notes.append(.phases(2))
        let screen = screen(experiment)
        #expect(screen.text(in: .dim).contains("lift is within phases; rates are of all users"))
        #expect(screen.text.contains("users, expected thirds over 2 phases"))
        #expect(self.screen(experiment, "").text.contains(" lift in phases +14.6 % [+2.1 … +28.6]"))
    }

    @Test func `watches goals that are never called`() {
        var experiment = ExperimentSamples.checkout
        experiment.goals = [ExperimentSamples.orders]
        experiment.goals[0].verdict = .noData
        #expect(screen(experiment, "", 80, 24).text.contains("A/B checkout_cta: watched, never called"))
        #expect(screen(experiment, "3 x").text.contains("watched, never called"))
        #expect(screen(experiment).rows[2].contains("▼ B leans down on order value: watched, never called"))
        experiment.goals.append(ExperimentSamples.conversion)
        #expect(screen(experiment, "").text.contains("★ B wins on conversion"), "a primary goal goes first")
    }

    @Test func `counts one user as one`() {
        var experiment = ExperimentSamples.checkout
        experiment.conflicting = 1
        #expect(screen(experiment).text.contains("in two arms: 1 user, left out"))
    }
}
