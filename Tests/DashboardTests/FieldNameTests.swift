import Testing

@testable import Dashboard

@Suite struct FieldNameTests {
    @Test(arguments: [
        "ts", "user_id", "message_id", "messageId", "id", "created_at", "sentAt", "event.timestamp", "user", "uuid",
        "anonymous-id", "session", "context.ip",
    ])
    func `takes ids, users and times for unique`(name: String) {
        #expect(FieldName.looksUnique(name))
    }

    @Test(arguments: [
        "device", "country", "plan", "utm_source", "idea", "timezone", "format", "user_type", "userPlan", "",
    ])
    func `takes other names for values worth comparing`(name: String) {
        #expect(!FieldName.looksUnique(name))
    }

    @Test func `offers what is worth comparing first, in the order given`() {
        #expect(
            FieldName.mostUsefulFirst(["ts", "device", "user_id", "country"]) == ["device", "country", "ts", "user_id"])
    }

    @Test func `takes over the fields seen since the start`() {
        var screen = Screen()
        #expect(screen.model.update(.fields(["ts", "message_id", "plan"])) == [])
        screen.press("b")
        let titles = screen.model.chooser?.items.map(\.title) ?? []
        #expect(titles.prefix(3) == ["device", "country", "plan"])
        #expect(titles.suffix(5).contains("ts"))
    }
}
