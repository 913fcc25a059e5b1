import Analytics
import TerminalUI
import Testing

@testable import Dashboard

/// Numbers that are near, not exact, bear their sign; nothing moves for it, and what is exact bears none.
@Suite struct NearNumberTests {
    private static func near(_ snapshot: Snapshot) -> Snapshot {
        var snapshot = snapshot
        for index in snapshot.funnels.indices {
            snapshot.funnels[index].isApproximate = true
            for place in snapshot.funnels[index].segments.indices {
                snapshot.funnels[index].segments[place].isApproximate = true
            }
        }
        for index in snapshot.experiments.indices { snapshot.experiments[index].isApproximate = true }
        for index in snapshot.signals.indices { snapshot.signals[index].isApproximate = true }
        snapshot.traffic.sessions.isApproximate = true
        return snapshot
    }

    private func screen(_ width: Int, _ height: Int, _ keys: String = "", _ snapshot: Snapshot) -> Screen {
        var screen = Screen(width, height, snapshot: snapshot)
        screen.press(keys)
        return screen
    }

    @Test(arguments: [(120, 40), (80, 24), (40, 10)])
    func `marks counts and shares of a funnel in place`(width: Int, height: Int) throws {
        let exact = screen(width, height, "", ShopSnapshot.snapshot).rows
        let near = screen(width, height, "", NearNumberTests.near(ShopSnapshot.snapshot)).rows
        for name in ["1 Viewed product", "2 Added to cart", "4 Purchased"] {
            let row = try #require(near.first { $0.contains(name) })
            let same = try #require(exact.first { $0.contains(name) })
            let words: [Substring] = row.dropFirst(row.hasPrefix("│") ? 4 : 3).prefix(76).split(separator: " ")
            let numbers = words.indices.filter {
                words[$0].contains(",") || $0 + 1 < words.count && words[$0 + 1] == "%"
            }.map { words[$0] }
            #expect(!numbers.isEmpty && numbers.allSatisfy { (number: Substring) in number.hasPrefix("≈") }, "\(row)")
            // A bar in the same row gives a cell for each sign.
            guard width > 80 else { continue }
            #expect(row.prefix(76).replacing("≈", with: " ") == same.prefix(76).replacing("≈", with: " "))
        }
        #expect(near.contains { $0.contains("≈4.0 % convert") })
        #expect(!exact.joined().contains("≈4.0 % convert"))
        #expect(near.allSatisfy { CharacterWidth.ofText($0) <= width })
    }

    @Test func `keeps the columns apart at 40×10`() throws {
        var snapshot = NearNumberTests.near(ShopSnapshot.snapshot)
        for index in snapshot.funnels[0].steps.indices { snapshot.funnels[0].steps[index].count = 490_172 - index }
        snapshot.funnels[0].bottleneck = 1
        let rows = screen(40, 10, "", snapshot).rows
        #expect(rows.contains { $0.contains("! ≈490,171 ≈") }, "\(rows)")
    }

    @Test(arguments: [(120, 40, "3"), (80, 24, "3"), (40, 10, "3"), (120, 40, "Tab")])
    func `marks the numbers of an experiment, not its interval nor its evidence`(
        width: Int, height: Int, keys: String
    ) {
        let exact = screen(width, height, keys, ExperimentSamples.shop)
        let near = screen(width, height, keys, NearNumberTests.near(ExperimentSamples.shop))
        #expect(!exact.text.contains("≈24,1"))
        if width > 40 { #expect(near.text.contains("≈24,109") && near.text.contains("≈3.68 %")) }
        #expect(near.text.contains("≈+14.6 %"))
        #expect(!near.text.contains("[≈") && !near.text.contains("… ≈") && !near.text.contains("e = ≈"))
        #expect(near.rows.allSatisfy { CharacterWidth.ofText($0) <= width })
    }

    @Test func `marks sessions and signals`() {
        let near = NearNumberTests.near(SignalSamples.snapshot)
        #expect(screen(120, 40, "5", near).text.contains("≈"))
        let signals = screen(120, 40, "7", near).rows.filter { $0.contains("product") && $0.contains("%") }
        #expect(!signals.isEmpty && signals.allSatisfy { $0.contains("≈") })
        #expect(!screen(120, 40, "7", SignalSamples.snapshot).text.contains("≈"))
    }

    @Test func `writes no sign twice and none where there is no number`() {
        let format = Formatting(glyphs: .unicode).near(true)
        #expect(format.estimate(format.count(7), isApproximate: true) == "≈7")
        #expect(format.estimate(format.duration(nil), isApproximate: true) == format.nothing)
        #expect(format.percent(nil) == format.nothing && format.percent(12_345.6) == "≈1.2M %")
        #expect(format.percent(0) == "≈0 %" && format.percent(1) == "≈100 %" && format.percent(-0.5) == "≈−50.0 %")
        #expect(format.count(490_172, fitting: 7) == "≈490.2k" && format.count(490_172, fitting: 8) == "≈490,172")
        #expect(format.amount(123_456) == "≈123,456" && format.conversionRate(0.0321) == "≈3.21 %")
        #expect(format.difference(0.04, 0.02) == "≈▲ 2.0 pp")
        #expect(format.exact.count(7) == "7" && format.bytes(10) == "10 B")
        #expect(Formatting(glyphs: .ascii).near(true).count(1234) == "~1,234")
    }
}
