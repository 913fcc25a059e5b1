import Analytics
import TerminalUI
import Testing

@testable import Dashboard

/// Whole screens with experiments as text.
@Suite struct ExperimentFrameTests {
    @Test func `prints`() {
        for (w, h, keys, snap) in [
            (120, 40, "", ExperimentSamples.shop), (80, 24, "", ExperimentSamples.shop), (40, 10, "", ExperimentSamples.shop),
            (80, 24, "Tab", ExperimentSamples.shop),
            (120, 40, "3", ExperimentSamples.shop), (80, 24, "3", ExperimentSamples.shop), (40, 10, "3", ExperimentSamples.shop),
            (120, 40, "3 Tab m", ExperimentSamples.shop),(80, 24, "3 Tab m", ExperimentSamples.shop),
            (80, 24, "3", ExperimentSamples.shop(ExperimentSamples.collecting)),
            (80, 24, "3", ExperimentSamples.shop(ExperimentSamples.noData)),
            (80, 24, "3", ExperimentSamples.shop(ExperimentSamples.oneArm)),
            (80, 24, "3", ExperimentSamples.shop(ExperimentSamples.unknownControl)),
            (120, 40, "3", ExperimentSamples.shop(ExperimentSamples.broken)),
            (80, 24, "3", ExperimentSamples.shop(ExperimentSamples.broken)),
            (80, 24, "3", ShopSnapshot.snapshot),
            (120, 40, "3 Right Down s Down Enter", ExperimentSamples.shop),
        ] as [(Int, Int, String, Snapshot)] {
            for g in w == 120 ? [Glyphs.unicode, .ascii] : [.unicode] {
            var screen = Screen(w, h, glyphs: g, snapshot: snap)
            screen.press(keys)
            print("=====", w, h, keys)
            print(screen.text)
            }
        }
    }
}
