import Analytics
import TerminalUI
import Testing

@testable import Dashboard

/// Whole screens with experiments as text, and what is told by colour beside that.
@Suite struct ExperimentFrameTests {
    private func screen(
        _ width: Int, _ height: Int, _ keys: String = "3", _ snapshot: Snapshot = ExperimentSamples.shop,
        glyphs: Glyphs = .unicode
    ) -> Screen {
        var screen = Screen(width, height, glyphs: glyphs, snapshot: snapshot)
        screen.press(keys)
        return screen
    }

    private func expect(_ screen: Screen, _ frame: String, _ location: SourceLocation = #_sourceLocation) {
        #expect(screen.text == frame, "is now:\n\(screen.text)", sourceLocation: location)
    }

    @Test func `puts the first experiment beside the funnel at 120×40`() {
        expect(screen(120, 40, ""), Frames.experimentsPane120x40)
    }

    @Test func `gives the experiments a line at 80×24 and a pane when they have the focus`() {
        expect(screen(80, 24, ""), Frames.experimentsLine80x24)
        expect(screen(80, 24, "Tab"), Frames.experimentsPane80x24)
    }

    @Test func `gives the experiments a line at 40×10`() { expect(screen(40, 10, ""), Frames.experimentsLine40x10) }

    @Test func `shows one experiment at 120×40`() { expect(screen(120, 40), Frames.experiment120x40) }

    @Test func `shows one experiment at 80×24`() { expect(screen(80, 24), Frames.experiment80x24) }

    @Test func `shows arm, lift and verdict at 40×10`() { expect(screen(40, 10), Frames.experiment40x10) }

    @Test func `draws an experiment with ASCII alone`() {
        let screen = screen(120, 40, glyphs: .ascii)
        expect(screen, Frames.experimentASCII)
        #expect(screen.text.utf8.allSatisfy { $0 < 0x80 })
    }

    @Test func `shows effects and every combination of a multivariate test`() {
        expect(screen(120, 40, "3 Tab"), Frames.effects120x40)
        expect(screen(80, 24, "3 Tab"), Frames.effects80x24)
    }

    @Test func `says of a segment that it never calls`() {
        expect(screen(120, 40, "3 s Down Enter"), Frames.experimentSegment)
    }

    @Test(
        arguments: [
            (ExperimentSamples.collecting, Frames.collecting), (ExperimentSamples.noData, Frames.noData),
            (ExperimentSamples.oneArm, Frames.oneArm), (ExperimentSamples.unknownControl, Frames.unknownControl),
            (ExperimentSamples.broken, Frames.splitBroken),
        ] as [(ExperimentSnapshot, String)])
    func `shows at 80×24 what keeps an experiment from being judged`(experiment: ExperimentSnapshot, frame: String) {
        expect(screen(80, 24, "3", ExperimentSamples.shop(experiment)), frame)
    }

    @Test func `says how to begin where there is no experiment`() {
        expect(screen(80, 24, "3", ShopSnapshot.snapshot), Frames.noExperiment)
        #expect(screen(40, 10, "3", ShopSnapshot.snapshot).text.contains(":experiment FIELD"))
    }

    @Test func `keeps the colour of a winner for a winner`() {
        for keys in ["", "3"] {
            let winner = screen(120, 40, keys).text(in: .winner)
            #expect(winner.contains("★ B wins on conversion, called 13:41"))
            #expect(!winner.contains("undecided") && !winner.contains("collecting"))
            #expect(screen(120, 40, keys, ExperimentSamples.shop(ExperimentSamples.collecting)).text(in: .winner) == "")
            #expect(screen(120, 40, keys, ExperimentSamples.shop(ExperimentSamples.broken)).text(in: .winner) == "")
        }
    }

    @Test func `keeps the colour of an error for a broken split`() {
        let broken = screen(120, 40, "3", ExperimentSamples.shop(ExperimentSamples.broken))
        #expect(broken.text(in: .error).contains("! split broken: users are not split as they should be"))
        #expect(broken.text(in: .error).contains("! split BROKEN (e > 9999)"))
        #expect(broken.text(in: .warning).contains("p declares a phase from 13:10 on"))
        #expect(
            screen(120, 40, "", ExperimentSamples.shop(ExperimentSamples.broken)).text(in: .error).contains("BROKEN"))
        #expect(screen(120, 40).text(in: .error) == "")
    }

    @Test func `gives what only leans no colour`() {
        let leaning = screen(120, 40, "3 Down Down", ExperimentSamples.shop)
        #expect(leaning.text.contains("▼ B leans down on order value: watched, never called"))
        for role in [Role.winner, .up, .down, .worst, .error] {
            #expect(!leaning.text(in: role).contains("lean"), "\(role)")
        }
    }

    @Test func `brightens counts that have changed`() {
        var screen = screen(120, 40)
        var newer = ExperimentSamples.shop
        newer.experiments[0].goals[0].arms[1].users = 24_110
        _ = screen.model.update(.snapshot(newer))
        #expect(screen.text(in: .changed) == "24,110")
    }

    @Test(arguments: [(80, 16), (60, 14), (50, 12), (40, 10)])
    func `scrolls to the split where not everything fits`(width: Int, height: Int) {
        var screen = screen(width, height)
        #expect(screen.text.contains("PgDn"))
        #expect(screen.text.contains("★ B wins"))
        screen.press("G")
        #expect(screen.text.contains("in two arms: 12 users"))
        screen.press("g")
        #expect(screen.text.contains("★ B wins"))
    }

    @Test(arguments: [(120, 40), (80, 24), (60, 20), (100, 30), (200, 60)])
    func `never gives up counts and verdict words`(width: Int, height: Int) {
        let text = screen(width, height).text
        #expect(text.contains("24,109") && text.contains("★ winner") && text.contains("~ undecided"))
    }

    @Test func `tells arms apart whose names begin alike`() {
        let screen = screen(80, 24, "3 m", ExperimentSamples.shop(ExperimentSamples.threeFactors))
        for name in ["calm * grey * 9", "calm * grey * 10", "loud * blue * 9"] {
            #expect(screen.rows.contains { $0.contains(" \(name) ") || $0.contains("▸\(name) ") }, "\(name)")
        }
        #expect(screen.text.contains("2,143") && screen.text.contains("never called"))
    }

    @Test func `shows amounts that are compared by difference, and that a call fades`() {
        let screen = screen(120, 40, "3", ExperimentSamples.shop(ExperimentSamples.profit))
        #expect(
            screen.text.contains("★ B wins on profit/user, called 12:00, fading: the interval covers no effect again"))
        #expect(screen.text.contains("−.041 … +0.86") && screen.text.contains("★ winner fading"))
        #expect(screen.text(in: .warning).contains("split: look at it (e = 34)"))
        #expect(screen.text.contains("│   63 %"), "a stroke stands where the evidence once was")
        #expect(screen.text.contains("amounts above zero"))
    }

    @Test func `says at 40×10 that the split is broken and what can be done`() {
        let screen = screen(40, 10, "3", ExperimentSamples.shop(ExperimentSamples.broken))
        #expect(screen.rows[2] == " ! split BROKEN: nothing is called")
        #expect(screen.rows[3] == " ! p declares a phase from 13:10 on")
        #expect(screen.text.contains("! split broken"))
    }

    @Test func `leaves view 1 as it is without experiments`() {
        var screen = Screen()
        expect(screen, Frames.shop120x40)
        screen.press("Tab")
        #expect(screen.model.focus == .time)
    }
}
