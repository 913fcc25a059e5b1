import Analytics
import TerminalUI
import Testing

@testable import Dashboard

@Suite struct RobustnessTests {
    private static let keys: [KeyPress] =
        KeyBindings.table.flatMap { $0.keys.map(\.key) }
        + "abcxyz =<>'\"日é".map { .character($0) } + [.function(2), .delete, .control("x")]

    /// Keys to views 0, 5 and 7 and into what they open.
    private static let newer = ["0", "0 e", "0 e Space w", "5", "5 Tab Enter", "7", "7 Down Enter"]

    private static var full: Snapshot {
        var snapshot = SignalSamples.snapshot
        snapshot.experiments = ExperimentSamples.shop.experiments
        return snapshot
    }

    @Test(arguments: [21, 22, 23] as [UInt64])
    func `survives any keys while there is no funnel`(seed: UInt64) {
        var hostile = HostileSnapshots(seed: seed)
        var screen = DiscoverySamples.screen(120, 40)
        for press in 0..<600 {
            if press % 40 == 0 {
                _ = screen.model.update(.discovered(hostile.maybe() ? hostile.profile() : DiscoverySamples.profile))
                screen.press("0 e")
            }
            for effect in screen.model.update(.key(Self.keys.randomElement(using: &hostile.numbers) ?? .enter)) {
                if case .setFunnel(let text, _) = effect {
                    _ = screen.model.update(hostile.maybe() ? .accepted : .rejected(text))
                }
            }
            guard press % 30 == 0 else { continue }
            _ = screen.model.update(.key(.resize(width: hostile.size(0...160), height: hostile.size(0...50))))
            check(screen.buffer, "seed \(seed), key \(press)")
        }
    }

    /// Every cell is safe to print and wide characters are whole.
    private func check(_ buffer: CellBuffer, _ comment: Comment) {
        #expect(buffer.cells.count == buffer.width * buffer.height, comment)
        for y in 0..<buffer.height {
            var x = 0
            while x < buffer.width {
                let cell = buffer[x, y]
                let isSafe = cell.character.unicodeScalars.allSatisfy { scalar in
                    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    let isBidi = (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
                    return !isControl && !isBidi
                }
                guard isSafe, cell.widthInCells > 0 else {
                    Issue.record("cell \(x),\(y) is \(cell.character.debugDescription): \(comment)")
                    return
                }
                x += Int(cell.widthInCells)
            }
            #expect(x == buffer.width, comment)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
    func `survives any keys at any size`(seed: UInt64) {
        var hostile = HostileSnapshots(seed: seed)
        var screen = Screen(snapshot: seed % 2 == 0 ? ExperimentSamples.shop : ShopSnapshot.snapshot)
        for press in 0..<1000 {
            let key = Self.keys.randomElement(using: &hostile.numbers) ?? .enter
            for effect in screen.model.update(.key(key)) {
                switch effect {
                case .saveFunnel:
                    _ = screen.model.update(hostile.maybe() ? .saved(hostile.text()) : .notSaved(hostile.text()))
                case .applyFilter, .addBreakdown, .setFunnel, .setExperiment, .declarePhase:
                    _ = screen.model.update(hostile.maybe() ? .accepted : .rejected(hostile.text()))
                default: break
                }
            }
            guard press % 50 == 0 else { continue }
            _ = screen.model.update(
                .key(.resize(width: hostile.size(0...200), height: hostile.size(0...60))))
            check(screen.buffer, "seed \(seed), key \(press)")
        }
    }

    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `survives any snapshot`(seed: UInt64) {
        var hostile = HostileSnapshots(seed: seed)
        var screen = Screen(snapshot: nil)
        for round in 0..<40 {
            if hostile.maybe(3) { _ = screen.model.update(.discovered(hostile.profile())) }
            _ = screen.model.update(.snapshot(hostile.snapshot()))
            _ = screen.model.update(.tick(hostile.time()))
            for _ in 0..<6 {
                let key = Self.keys.randomElement(using: &hostile.numbers) ?? .enter
                _ = screen.model.update(.key(key))
            }
            if round % 3 == 0 { screen.model.view = ViewName.allCases[round / 3 % ViewName.allCases.count] }
            if hostile.maybe(4) { screen.press("Esc Esc 0 e Space Down Space Down") }
            let small = hostile.maybe()
            screen.model.width = hostile.size(0...(small ? 50 : 160))
            screen.model.height = hostile.size(0...(small ? 14 : 50))
            check(screen.buffer, "seed \(seed), round \(round)")
        }
    }

    @Test func `draws something at every small size`() {
        for width in 0...12 {
            for height in 0...3 {
                let screen = Screen(width, height)
                check(screen.buffer, "\(width)×\(height)")
                if width >= 8, height >= 1 { #expect(screen.rows[0].contains("4.0 %")) }
            }
        }
    }

    @Test(arguments: [Glyphs.console, .ascii])
    func `keeps to the characters of the terminal`(glyphs: Glyphs) {
        for keys in ["", "8", "9", "?", "b", "Down z", "f", "s Down Space Down Space Enter", "3", "3 x", "3 Tab m"]
            + Self.newer
        {
            var screen = Screen(120, 40, glyphs: glyphs, snapshot: Self.full)
            _ = screen.model.update(.discovered(DiscoverySamples.profile))
            screen.press(keys)
            check(screen.buffer, "\(keys)")
            if glyphs == .ascii { #expect(screen.text.utf8.allSatisfy { $0 < 0x80 }, "\(keys)") }
        }
    }

    @Test func `draws nothing over the key line but the keys, whatever is open`() {
        for keys in ["", "8", "9", "?", "b", "f", ":", "4", "s", "3", "3 x", "3 p", "3 Tab m"] + Self.newer {
            for (width, height) in [(120, 40), (80, 24), (40, 10)] {
                var screen = Screen(width, height, snapshot: Self.full)
                _ = screen.model.update(.discovered(DiscoverySamples.profile))
                screen.press(keys)
                let buffer = screen.buffer
                let roles = Set((0..<width).map { buffer[$0, height - 1].role })
                #expect(roles.isSubset(of: [.key, .keyLabel]), "\(keys) at \(width)×\(height)")
            }
        }
    }
}
