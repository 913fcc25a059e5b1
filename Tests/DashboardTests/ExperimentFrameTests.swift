import Analytics
import Foundation
import TerminalUI
import Testing

@testable import Dashboard

/// Whole screens with experiments as text.
@Suite struct ExperimentFrameTests {
    @Test func `prints`() throws {
        var out = ""
        for (name, w, h, keys, snap, g) in ExperimentFrames.all {
            var screen = Screen(w, h, glyphs: g, snapshot: snap)
            screen.press(keys)
            out += "===== \(name) \(w) \(h) \(keys)\n" + screen.text + "\n"
        }
        for (name, w, h, keys) in [("help", 80, 24, "?"), ("health", 80, 24, "9")] {
            var screen = Screen(w, h)
            screen.press(keys)
            out += "===== \(name) \(w) \(h) \(keys)\n" + screen.text + "\n"
        }
        try out.write(toFile: "/tmp/dash-frames.txt", atomically: true, encoding: .utf8)
    }
}

enum ExperimentFrames {
    static var all: [(String, Int, Int, String, Snapshot, Glyphs)] {
        let shop = ExperimentSamples.shop
        return [
            ("overview120x40", 120, 40, "", shop, .unicode), ("overview80x24", 80, 24, "Tab", shop, .unicode),
            ("x", 80, 24, "", shop, .unicode),
            ("overview40x10", 40, 10, "", shop, .unicode),
            ("experiment120x40", 120, 40, "3", shop, .unicode), ("experiment80x24", 80, 24, "3", shop, .unicode),
            ("experiment40x10", 40, 10, "3", shop, .unicode), ("experimentASCII", 120, 40, "3", shop, .ascii),
            ("effects120x40", 120, 40, "3 Tab m", shop, .unicode), ("effects80x24", 80, 24, "3 Tab m", shop, .unicode),
            ("collecting", 80, 24, "3", ExperimentSamples.shop(ExperimentSamples.collecting), .unicode),
            ("noData", 80, 24, "3", ExperimentSamples.shop(ExperimentSamples.noData), .unicode),
            ("oneArm", 80, 24, "3", ExperimentSamples.shop(ExperimentSamples.oneArm), .unicode),
            ("unknownControl", 80, 24, "3", ExperimentSamples.shop(ExperimentSamples.unknownControl), .unicode),
            ("splitBroken", 80, 24, "3", ExperimentSamples.shop(ExperimentSamples.broken), .unicode),
            ("noExperiment", 80, 24, "3", ShopSnapshot.snapshot, .unicode),
            ("x", 100, 30, "3 Down", shop, .unicode), ("x", 200, 60, "3 Down Down", shop, .unicode),("x", 160, 50, "", shop, .unicode),
            ("x", 80, 24, "3 x", shop, .unicode),
            ("x", 40, 10, "3 Tab m", shop, .unicode),
        ]
    }
}
