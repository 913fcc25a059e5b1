import Analytics
import Expressions
import Testing

@testable import Dashboard

@Suite struct DiscoveryUpdateTests {
    private static let suggested =
        "checkout: product_viewed as 'Viewed product' > added_to_cart as 'Added to cart' > "
        + "checkout_started as 'Checkout started' > purchased as Purchased within 1h"

    @Test func `counts the suggested funnel on Enter and shows it from the next numbers on`() {
        var screen = DiscoverySamples.screen(120, 40)
        #expect(screen.press("Enter") == [.setFunnel(Self.suggested, replacing: 0)])
        #expect(screen.press("Enter") == [])
        #expect(screen.rows[38].contains("it is being counted"))
        _ = screen.model.update(.accepted)
        #expect(screen.text.contains("counting it now"))
        #expect(screen.press("Enter") == [])
        _ = screen.model.update(.snapshot(ShopSnapshot.snapshot))
        #expect(screen.model.view == .funnel && !screen.model.showsDiscovery)
        #expect(screen.text.contains("4.0 % convert"))
    }

    @Test func `adds one more funnel from view 0 and shows that one`() {
        var screen = Screen()
        _ = screen.model.update(.discovered(DiscoverySamples.profile))
        #expect(!screen.model.showsDiscovery)
        screen.press("0")
        #expect(screen.model.showsDiscovery)
        screen.press("e Down Down Down Down Space")
        let effects = screen.press("Enter")
        #expect(
            effects == [
                .setFunnel(
                    "checkout: product_viewed as 'Viewed product' > added_to_cart as 'Added to cart' > "
                        + "purchased as Purchased within 1h", replacing: 2)
            ])
        _ = screen.model.update(.accepted)
        var snapshot = ShopSnapshot.snapshot
        snapshot.funnels.append(snapshot.funnels[0])
        snapshot.funnels[2].name = "shorter"
        _ = screen.model.update(.snapshot(snapshot))
        #expect(screen.model.funnel?.name == "shorter")
        #expect(screen.model.editor == nil)
    }

    @Test func `goes to a funnel that is there already instead of counting it twice`() {
        var screen = Screen()
        _ = screen.model.update(.discovered(DiscoverySamples.profile))
        screen.press("x Down Enter 0")
        #expect(screen.press("Enter") == [])
        #expect(screen.model.view == .funnel && screen.model.funnel?.name == "checkout")
        #expect(screen.rows[38].contains("this funnel is there already"))
    }

    @Test func `has nothing to pick from before anything was read`() {
        var screen = Screen(80, 24, snapshot: Situations.waiting)
        screen.press("0 e")
        #expect(screen.model.editor == nil)
        #expect(screen.rows[22].contains("nothing has been read yet"))
        #expect(!screen.rows[23].contains("take it") && !screen.rows[23].contains("pick"))
    }

    @Test func `goes back from picking and from view 0`() {
        var screen = Screen()
        screen.press("0 e Esc")
        #expect(screen.model.editor == nil && screen.model.view == .discovery)
        screen.press("Esc")
        #expect(screen.model.view == .funnel)
        screen.press(":")
        screen.type("discover")
        screen.press("Enter")
        #expect(screen.model.view == .discovery)
    }

    @Test func `picks, orders, names and limits a funnel`() {
        var screen = DiscoverySamples.screen(120, 40, profile: nil)
        #expect(screen.press("Enter") == [])
        #expect(screen.rows[38].contains("e picks the steps"))
        screen.press("e Space")
        #expect(screen.press("Enter") == [])
        #expect(screen.rows[38].contains("a funnel needs two steps"))
        screen.press("G Space K")
        #expect(screen.model.editor?.steps.map(\.name) == ["purchased", "product_viewed"])
        screen.press("Right")
        screen.press("w")
        screen.type("1")
        screen.press("Enter")
        #expect(screen.text.contains("! this duration has no unit"))
        screen.type("h")
        screen.press("Enter n")
        screen.type("short")
        screen.press("Enter")
        #expect(screen.press("Enter") == [.setFunnel("short: product_viewed > purchased within 1h", replacing: 0)])
        #expect(screen.model.update(.rejected("the input has ended")) == [.bell])
        #expect(screen.rows[38].contains("! the input has ended"))
        #expect(screen.model.editor?.steps.count == 2)
    }

    @Test func `takes a window away again`() {
        var screen = DiscoverySamples.screen(120, 40)
        screen.press("e w Ctrl-U Enter")
        #expect(screen.model.editor?.window == nil)
        #expect(screen.text.contains("no time limit"))
    }

    @Test func `leaves the cursor on its event while new ones come in`() {
        var screen = DiscoverySamples.screen(80, 24)
        screen.press("e G")
        #expect(screen.model.editor?.current?.step.name == "/cart")
        var newer = DiscoverySamples.snapshot
        newer.eventCounts.insert(NamedCount(name: "refunded", count: 999_999), at: 0)
        _ = screen.model.update(.snapshot(newer))
        #expect(screen.model.editor?.current?.step.name == "/cart")
        #expect(screen.model.editor?.rows.contains { $0.step.name == "refunded" } == true)
    }

    @Test func `keeps rules and steps of the suggestion that cannot be picked from the list`() {
        var profile = DiscoverySamples.profile
        profile.suggestion?.definition.steps[0] = StepDefinition(
            name: "Any product", alternatives: [StepAlternative(.page("/product/*"))])
        profile.suggestion?.definition.order = .any
        var screen = DiscoverySamples.screen(120, 40, profile: profile)
        screen.press("e")
        #expect(screen.text.contains("[1] Any product"))
        let effects = screen.press("Enter")
        guard case .setFunnel(let text, _)? = effects.first else {
            Issue.record("no funnel")
            return
        }
        #expect(text.contains("/product/*") && text.contains("any order"))
    }

    @Test func `saves what is proposed, or the funnel that is shown, and says what came of it`() {
        var screen = DiscoverySamples.screen(80, 24)
        #expect(screen.press("s") == [.saveFunnel(ShopSnapshot.definition)])
        _ = screen.model.update(.saved("funneltop.yaml"))
        #expect(screen.rows[22].contains("saved in funneltop.yaml"))
        #expect(screen.model.update(.notSaved("the folder cannot be written")) == [.bell])
        #expect(screen.text(in: .error).contains("not saved: the folder cannot be written"))
        var shop = Screen()
        shop.press(": s a v e Enter")
        #expect(shop.effects == [.saveFunnel(ShopSnapshot.definition)])
    }

    @Test func `searches the events and pages to pick from`() {
        var screen = DiscoverySamples.screen(80, 24)
        screen.press("e /")
        screen.type("cart")
        screen.press("Enter")
        #expect(screen.model.editor?.current?.step.name == "added_to_cart")
    }

    @Test func `replaces the counts of the sample by those of all that was read`() {
        var screen = DiscoverySamples.screen(120, 40, snapshot: nil)
        #expect(screen.text.contains("3,214") && !screen.text.contains("402,118"))
        _ = screen.model.update(.snapshot(DiscoverySamples.snapshot))
        #expect(!screen.text.contains("3,214") && screen.text.contains("402,118") && screen.text.contains("140,302"))
        #expect(screen.text.contains("reading 43 %"))
    }
}
