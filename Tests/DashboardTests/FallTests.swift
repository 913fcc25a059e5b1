import Analytics
import Testing

@testable import Dashboard

@Suite struct FallTests {
    @Test func `counts a fall only of enough users, deep enough, and beyond chance`() {
        #expect(Fall(from: (500, 1000), to: (300, 1000))?.relative == 0.4)
        #expect(Fall(from: (15, 29), to: (1, 1000)) == nil)
        #expect(Fall(from: (500, 1000), to: (0, 29)) == nil)
        #expect(Fall(from: (500, 1000), to: (430, 1000)) == nil)
        #expect(Fall(from: (6, 40), to: (4, 40)) == nil, "four of forty instead of six may be chance")
        #expect(Fall(from: (0, 1000), to: (0, 1000)) == nil)
        #expect(Fall(from: (300, 1000), to: (500, 1000)) == nil)
    }

    @Test func `finds the step that fell the most in relation`() {
        let found = Fall.deepest([1000, 500, 250, 200], [1000, 400, 100, 80])
        #expect(found?.step == 2)
        #expect(Fall.deepest([1000, 500], [1000, 500])?.step == nil)
        #expect(Fall.deepest([], [])?.step == nil)
        #expect(Fall.deepest([5], [1000, 3])?.step == nil)
    }

    private func table(_ values: [(String, [Int], [Int]?)]) -> BreakdownTable {
        let values = values.map { name, counts, before in
            var value = BreakdownValue(label: .value(name), counts: counts)
            value.conversion = share(counts)
            value.previousCounts = before
            return value
        }
        return BreakdownTable(
            BreakdownSnapshot(field: "device", attribution: .first, values: values, distinctValues: values.count),
            steps: 3, sort: .users, ascending: false)
    }

    @Test func `marks the value that broke rather than the one that was always low`() {
        let broken = table([
            ("web", [10_000, 5000, 2000], [10_000, 5000, 2000]), ("app", [5000, 2500, 400], [5000, 2500, 1000]),
            ("kiosk", [3000, 600, 60], [3000, 600, 60]),
        ])
        #expect(broken.rows.filter(\.isWorst).map(\.label) == ["app"])
        #expect(broken.fallen?.fallStep == 2)
    }

    @Test func `marks the lowest value where none fell, or where all fell alike`() {
        let steady = table([("web", [10_000, 5000, 2000], nil), ("kiosk", [3000, 600, 60], nil)])
        #expect(steady.rows.filter(\.isWorst).map(\.label) == ["kiosk"])
        #expect(steady.fallen == nil)
        let alike = table([
            ("web", [10_000, 5000, 1000], [10_000, 5000, 2000]), ("kiosk", [3000, 600, 30], [3000, 600, 60]),
        ])
        #expect(alike.fallen == nil)
    }

    @Test func `names in the summary what fell most, the step and the value`() {
        let worst = Screen().text(in: .worst)
        #expect(worst.contains("! fell most: Added to cart → Checkout started ▼ 8.2 pp mobile ▼ 3.6 pp"))
        #expect(Screen(160, 50).text(in: .worst).contains("mobile ▼ 3.6 pp at Checkout started"))
        #expect(Screen(40, 10).text(in: .worst).contains("fell most: step 2 → 3 ▼ 8.2 pp"))
        var screen = Screen()
        screen.press("c")
        #expect(!screen.text.contains("fell most"))
        var steady = ShopSnapshot.snapshot
        steady.funnels[0].previousCounts = steady.funnels[0].steps.map(\.count)
        #expect(!Screen(snapshot: steady).text.contains("fell most"))
    }

    @Test func `names the value alone where only it fell`() {
        var snapshot = ShopSnapshot.snapshot
        snapshot.funnels[0].previousCounts = snapshot.funnels[0].steps.map(\.count)
        #expect(Screen(snapshot: snapshot).text(in: .worst).contains("! mobile ▼ 3.6 pp at Checkout started"))
    }
}
