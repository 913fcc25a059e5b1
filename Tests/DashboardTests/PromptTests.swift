import Analytics
import Expressions
import Testing

@testable import Dashboard

@Suite struct PromptTests {
    @Test func `what is typed first takes the place of a text that was there`() {
        var prompt = Prompt(.window, text: "1h", replaces: true)
        prompt.insert("7")
        prompt.insert("d")
        #expect(prompt.text == "7d" && prompt.cursor == 2)
        var kept = Prompt(.name, text: "shop", replaces: true)
        kept.moveToEnd()
        kept.insert("s")
        #expect(kept.text == "shops")
        var emptied = Prompt(.name, text: "shop", replaces: true)
        emptied.deleteBackward()
        #expect(emptied.text.isEmpty && !emptied.isPrefilled)
        var filter = Prompt(.filter, text: "a = 1")
        filter.insert("2")
        #expect(filter.text == "a = 12")
    }

    @Test func `the window and the name of a funnel are typed over`() {
        var screen = DiscoverySamples.screen(120, 40)
        screen.press("e w")
        screen.type("30m")
        screen.press("Enter n")
        screen.type("short")
        screen.press("Enter")
        #expect(screen.model.editor?.window == .seconds(1800))
        screen.press("n")
        screen.type("x")
        screen.press("Enter")
        #expect(screen.model.editor?.name == "x")
    }

    private func completed(_ text: String, steps: [String]) -> Prompt {
        let prompt = Prompt(.command, text: text)
        return Completion(prompt, themes: [], fields: [], ranges: [], steps: steps).applied(to: prompt)
    }

    @Test func `steps of a funnel are completed, those in use first`() {
        let steps = ["viewed", "'Product Viewed'", "/cart", "visited"]
        #expect(completed("funnel vie", steps: steps).text == "funnel viewed ")
        #expect(completed("funnel viewed > Pro", steps: steps).text == "funnel viewed > 'Product Viewed' ")
        #expect(completed("funnel viewed > /", steps: steps).text == "funnel viewed > /cart ")
        #expect(completed("funnel a > b wi", steps: steps).text == "funnel a > b within ")
        let open = completed("funnel vi", steps: steps)
        #expect(open.text == "funnel vi" && open.hint == "viewed  visited")
        #expect(completed("funnel xy", steps: steps).text == "funnel xy")
    }

    @Test func `a funnel is offered its own steps before all else`() throws {
        var screen = Screen()
        screen.press(":")
        screen.type("funnel ")
        screen.press("Tab")
        let first = try #require(ShopSnapshot.snapshot.funnels.first?.definition.steps.first)
        let text = FunnelPrinter.text(try #require(first.alternatives.first))
        #expect(screen.model.prompt?.hint?.hasPrefix(text) == true, "\(screen.model.prompt?.hint ?? "")")
    }
}
