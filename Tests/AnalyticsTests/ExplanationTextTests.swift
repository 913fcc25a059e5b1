import Analytics
import Expressions
import Testing

struct ExplanationTextTests {
    private func lines(_ scene: ExplanationScene, _ signs: ExplanationText.Signs = .unicode, limit: Int = 50) throws
        -> String
    {
        ExplanationText(try scene.explanation(), signs: signs, eventLimit: limit).lines.joined(separator: "\n")
    }

    @Test func `a user who came back too late`() throws {
        var scene = try ExplanationScene(
            "checkout: viewed > added_to_cart as 'Added to cart' > checkout_started > purchased within 1h")
        scene.add("300 newsletter, 50292 viewed, 50380 added_to_cart, 54084 checkout_started")
        #expect(
            try lines(scene) == """
                user u · 4 events, 00:05:00 to 15:01:24
                checkout: reached 2 of 4, "Added to cart"
                  ✓ 1 viewed            13:58:12
                  ✓ 2 Added to cart     13:59:40, 1 m 28 s after step 1
                  ✗ 3 checkout_started  seen at 15:01:24, outside the window by 3 m 12 s (within 1 h of step 1)
                  · 4 purchased         waits for the step before
                events:
                  00:05:00  newsletter
                  13:58:12  viewed            step 1
                  13:59:40  added_to_cart     step 2
                  15:01:24  checkout_started  (step 3, not used)
                """)
    }

    @Test func `two funnels, two days, plain signs and the last events only`() throws {
        var scene = try ExplanationScene(
            "buy: a > b within 2d excluding x", "n: a > c where n > 2", lateness: .bounded(.seconds(60)))
        scene.add("10 a, 86500 x, 86501 c n=1, 86000 b, 86600 b")
        #expect(
            try lines(scene, .ascii, limit: 4) == """
                user u - 5 events, 1970-01-01 00:00:10 to 1970-01-02 00:03:20
                buy: reached 1 of 2, "a"
                  ok 1 a  1970-01-01 00:00:10
                  no 2 b  excluded by x at 1970-01-02 00:01:40, between steps 1 and 2
                n: reached 1 of 2, "a"
                  ok 1 a  1970-01-01 00:00:10
                  no 2 c  seen at 1970-01-02 00:01:41, but not with n > 2; still possible
                events (the last 4 of 5):
                  1970-01-01 23:53:20  b  late by 8 m 21 s, not counted
                  1970-01-02 00:01:40  x  buy excluded event
                  1970-01-02 00:01:41  c
                  1970-01-02 00:03:20  b  buy (step 2, not used)
                """)
    }

    @Test func `a user who may still go on, and one whose time is over`() throws {
        var scene = try ExplanationScene("a > b within 1m")
        scene.add("10 a")
        #expect(try lines(scene).contains("✗ 2 b  not seen yet; still possible until 00:01:10"))
        scene.add("100 other:x")
        #expect(try lines(scene).contains("✗ 2 b  not seen; the window ended at 00:01:10 (within 1 m of step 1)"))
    }

    @Test func `a user never seen`() throws {
        var scene = try ExplanationScene("a > b")
        scene.add("10 other:a, 20 other:b")
        #expect(try lines(scene) == "no event of user u in 2 events")
    }
}
