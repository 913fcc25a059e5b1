import Analytics
import Testing

@testable import Dashboard

@Suite struct ExperimentUpdateTests {
    private func screen(_ keys: String = "3", _ snapshot: Snapshot = ExperimentSamples.shop) -> Screen {
        var screen = Screen(120, 40, snapshot: snapshot)
        screen.press(keys)
        return screen
    }

    @Test func `chooses goals with up and down, arms with left and right`() {
        var screen = screen()
        #expect(screen.model.shownExperiment?.variant == "B", "the winner is what one wants to see")
        screen.press("Right")
        #expect(screen.text.contains("~ C is undecided on conversion, waits for about 62,000 more users if this holds"))
        screen.press("Right Left Down")
        #expect(screen.text.contains("… collecting for B on revenue/user: 18 of 25 buyers"))
        screen.press("Down Down Down")
        #expect(screen.model.shownExperiment?.goal?.name == "order value")
        #expect(screen.text.contains("secondary: shown without adjustment, never called"))
    }

    @Test func `keeps the chosen arm when another is called`() {
        var screen = screen("3 Right")
        var newer = ExperimentSamples.shop
        newer.experiments[0].goals[0].winner = nil
        _ = screen.model.update(.snapshot(newer))
        #expect(screen.model.shownExperiment?.variant == "C")
    }

    @Test func `goes through the experiments with Tab, and to one by name`() {
        var screen = screen("3 Down Right Tab")
        #expect(screen.model.shownExperiment?.experiment.name == "landing page")
        #expect(screen.model.shownExperiment?.goalIndex == 0)
        screen.press("Tab")
        #expect(screen.model.shownExperiment?.experiment.name == "checkout_cta")
        screen.press("Shift-Tab x c h e Enter")
        #expect(screen.model.shownExperiment?.experiment.name == "checkout_cta")
    }

    @Test func `comes from the pane of view 1 and goes back there`() {
        for key in ["z", "Enter"] {
            var screen = screen("Tab \(key)")
            #expect(screen.model.view == .experiments)
            screen.press("Esc")
            #expect(screen.model.view == .funnel && screen.model.focus == .experiments)
        }
    }

    @Test func `lets go of the pane when the experiments are gone`() {
        var screen = screen("Tab")
        _ = screen.model.update(.snapshot(ShopSnapshot.snapshot))
        #expect(screen.model.focus == .funnel)
        #expect(screen.text == Screen().text)
    }

    @Test func `shows effects only of several factors`() {
        var screen = screen("3 m")
        #expect(screen.rows[38].contains("one factor alone"))
        #expect(!screen.rows[39].contains("effects"))
        screen.press("Tab")
        #expect(screen.text.contains("headline × button: loud × red") && screen.rows[39].contains("m arms"))
        screen.press("m")
        #expect(screen.rows[39].contains("m effects") && screen.text.contains("· combinations"))
        screen.press("m")
        #expect(screen.text.contains("rate of every combination"))
    }

    @Test func `looks through a segment and back`() {
        var screen = screen("3 s Down Enter")
        #expect(screen.text.contains("exploratory: never calls a winner"))
        #expect(screen.text.contains("8,036") && !screen.text.contains("★ winner"))
        #expect(!screen.text.contains(VerdictWords.guarantee(.closed)))
        screen.press("s Home Enter")
        #expect(screen.text.contains("★ winner"))
    }

    @Test func `declares the phase that is offered, once`() {
        var screen = screen("3", ExperimentSamples.shop(ExperimentSamples.broken))
        #expect(screen.rows[39].contains("p declare phase"))
        let time = ExperimentSamples.time(190)
        #expect(screen.press("p") == [.declarePhase(experiment: "checkout_cta", at: time)])
        #expect(screen.press("p") == [])
        #expect(screen.rows[38].contains("a phase is being declared"))
        #expect(screen.model.update(.accepted) == [])
        #expect(screen.text.contains("a phase from 13:10 on is declared"))
        #expect(screen.press("p") == [])
        #expect(screen.rows[38].contains("declared already"))
        #expect(!screen.rows[39].contains("declare phase"))
    }

    @Test func `says why there is no phase to declare`() {
        var screen = screen("3 p")
        #expect(screen.rows[38].contains("the split has not changed"))
        #expect(!screen.rows[39].contains("declare phase"))
        screen = self.screen("3 p", ShopSnapshot.snapshot)
        #expect(screen.rows[38].contains("there is no experiment yet"))
    }

    @Test func `offers the phase again when it is refused`() {
        var screen = screen("3 p", ExperimentSamples.shop(ExperimentSamples.broken))
        #expect(screen.model.update(.rejected("it begins before the experiment")) == [.bell])
        #expect(screen.rows[38].contains("! it begins before the experiment"))
        #expect(screen.press("p").count == 1)
    }

    @Test func `begins an experiment by a command whose fields are completed`() {
        var screen = Screen()
        screen.press(": e x Tab")
        #expect(screen.model.prompt?.text == "experiment ")
        screen.press("d e Tab")
        #expect(screen.model.prompt?.text == "experiment device ")
        #expect(screen.press("Enter") == [.setExperiment("device")])
        #expect(screen.model.update(.rejected("only one value so far")) == [.bell])
        #expect(screen.rows[38].contains("! only one value so far"))
        #expect(screen.press("Enter") == [.setExperiment("device")])
        _ = screen.model.update(.accepted)
        #expect(screen.rows[38].contains("experiment device begins: 3 shows it"))
    }

    @Test func `shows the experiment that was begun once it is there`() {
        var screen = screen("3 x", ExperimentSamples.shop(ExperimentSamples.page))
        screen.type("variant")
        #expect(screen.press("Enter") == [.setExperiment("variant")])
        _ = screen.model.update(.accepted)
        #expect(screen.model.shownExperiment?.experiment.name == "landing page")
        let both = ExperimentSamples.shop(ExperimentSamples.page, ExperimentSamples.checkout)
        _ = screen.model.update(.snapshot(both))
        #expect(screen.model.shownExperiment?.experiment.name == "checkout_cta")
    }

    @Test func `goes to the experiment that is asked for where there is one already`() {
        var screen = screen("")
        screen.press(":")
        screen.type("experiment headline * button")
        #expect(screen.press("Enter") == [])
        #expect(screen.model.view == .experiments)
        #expect(screen.model.shownExperiment?.experiment.name == "landing page")
    }

    @Test func `chooses a field to begin with where there is no experiment`() {
        var screen = screen("3", ShopSnapshot.snapshot)
        #expect(screen.rows[39].contains("x choose"))
        screen.press("x")
        #expect(screen.text.contains("begin one"))
        screen.press("Down")
        #expect(screen.press("Enter") == [.setExperiment("country")])
    }

    @Test func `finds goals and arms by their names`() {
        var screen = screen("3 /")
        screen.type("value")
        screen.press("Enter")
        #expect(screen.model.shownExperiment?.goal?.name == "order value")
        screen.press("/")
        screen.type("nowhere")
        screen.press("Enter")
        #expect(screen.rows[38].contains("not among the goals and arms"))
    }

    @Test func `leaves ranges alone in view 3 and says since when it counts`() {
        var screen = screen()
        #expect(screen.press(", . [ ]") == [])
        #expect(screen.rows[0].contains("since 10:00"))
        screen.press("1")
        #expect(screen.rows[0].contains("last 6 h") && screen.text.contains("since first exposure"))
    }

    @Test func `lists view 3 among the views`() {
        var screen = Screen()
        screen.press(":")
        screen.type("view 3")
        screen.press("Enter")
        #expect(screen.model.view == .experiments)
    }
}
