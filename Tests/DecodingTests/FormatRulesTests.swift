import Analytics
import Testing

@testable import Decoding

/// What a format's rules make of fields, whatever the format.
@Suite struct FormatRulesTests {
    private func decode(
        _ lines: [String], _ columns: [Projection.Column] = [], chunk: Int = Int.max,
        _ change: (inout InputSchema) -> Void
    ) -> DecodingDriver {
        var mapping = FieldNames()
        mapping.time = "t"
        mapping.user = "u"
        mapping.event = "e"
        var schema = InputSchema(format: .jsonl, mapping: mapping)
        change(&schema)
        return DecodingDriver(
            Array((lines.joined(separator: "\n") + "\n").utf8), schema: schema,
            projection: Projection(columns: columns), chunk: chunk)
    }

    @Test func `joins a date and a time of day`() {
        let driver = decode([
            #"{"d":"2026-11-21","c":"10:05:03","u":"a","e":"x"}"#, #"{"d":"2026-11-21","u":"a","e":"x"}"#,
            #"{"c":"10:05:03","u":"a","e":"x"}"#,
        ]) {
            $0.mapping.time = "d"
            $0.mapping.timeOfDay = "c"
        }
        #expect(driver.events.map(\.time) == [microseconds("2026-11-21T10:05:03Z")])
        #expect(driver.tally.rejected == [.noTime: 2])
    }

    @Test func `looks at further fields for what is absent`() {
        let driver = decode(
            [#"{"t":1795219200,"u":"a","e":"x","p1":"/a"}"#, #"{"t2":1795219201,"u":"","u2":"b","e":"x","p2":"/b"}"#],
            [Projection.Column("page", .symbol)]
        ) {
            $0.rules.times = ["t2"]
            $0.rules.users = ["u2"]
            $0.mapping.page = "p1"
            $0.rules.pages = ["p2"]
        }
        #expect(driver.events.map(\.time) == [1_795_219_200_000_000, 1_795_219_201_000_000])
        #expect(driver.events.map(\.user) == [Hash64.hash("a"), Hash64.hash("b")])
        #expect(driver.events.map(\.values) == [["/a"], ["/b"]])
    }

    @Test func `numbers the lines of data without a time`() {
        let driver = decode([#"{"u":"a","e":"x"}"#, "", "broken", #"{"u":"a","e":"y"}"#]) { $0.mapping.time = nil }
        #expect(driver.events.map(\.time) == [0, 3])
    }

    @Test func `names events by their type`() {
        let driver = decode([
            #"{"t":1,"type":"track","e":"Order Completed","u":"a"}"#.timed,
            #"{"t":1,"type":"page","n":"Home","u":"a"}"#.timed,
            #"{"t":1,"type":"identify","u":"a"}"#.timed, #"{"t":1,"e":"Bare","u":"a"}"#.timed,
            #"{"t":1,"type":"track","u":"a"}"#.timed,
        ]) { $0.rules.naming = .typed(type: "type", track: "track", name: "n") }
        #expect(driver.events.map(\.name) == ["Order Completed", "page Home", "identify", "Bare", "row"])
        #expect(driver.recent.map(\.event) == ["Order Completed", "page Home", "identify", "Bare", "row"])
    }

    @Test func `takes an answered request for a page view and address with agent for a visitor`() {
        func line(_ method: String, _ status: Int, _ ip: String, _ agent: String) -> String {
            #"{"t":1,"m":"\#(method)","s":\#(status),"ip":"\#(ip)","a":"\#(agent)","p":"/a%20b?x=1#y"}"#.timed
        }
        let driver = decode(
            [
                line("GET", 200, "1.2.3.4", "Firefox"), line("HEAD", 304, "1.2.3.4", "Safari"),
                line("POST", 200, "1.2.3.4", "Firefox"), line("GET", 404, "5.6.7.8", "Firefox"),
            ], [Projection.Column("page", .symbol), Projection.Column("page_with_query", .symbol)]
        ) {
            $0.mapping.user = "ip"
            $0.mapping.event = nil
            $0.mapping.page = "p"
            $0.rules.naming = .request(method: "m", status: "s")
            $0.rules.usersAreVisitors = true
            $0.rules.agent = "a"
            $0.rules.pagesAreEscaped = true
        }
        #expect(driver.events.map(\.name) == ["page_view", "page_view", "request", "request"])
        #expect(driver.events[0].user == driver.events[2].user)
        #expect(Set(driver.events.map(\.user)).count == 3)
        #expect(driver.events[0].values == ["/a b", "/a%20b?x=1"])
        #expect(driver.recent[0].user.hasPrefix("1.2.3.4-"))
    }

    @Test func `leaves bots out and counts them unless they are wanted`() {
        let lines = [
            #"{"t":1,"u":"a","e":"x","a":"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}"#
                .timed,
            #"{"t":1,"u":"b","e":"x","a":"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}"#
                .timed,
            #"{"t":1,"u":"c","e":"x"}"#.timed,
        ]
        let without = decode(lines) { $0.rules.agent = "a" }
        #expect(without.events.map(\.user) == [Hash64.hash("b"), Hash64.hash("c")])
        #expect(without.tally.bots == 1)
        #expect(without.tally.rejected.isEmpty)
        let with = decode(lines, [Projection.Column("bot", .symbol)]) {
            $0.rules.agent = "a"
            $0.includesBots = true
        }
        #expect(with.events.map(\.values) == [["true"], ["false"], ["false"]])
        #expect(with.tally.bots == 0)
    }

    @Test func `tells which ids belong to one person`() {
        let lines = [
            #"{"t":1,"an":"d1","e":"x"}"#.timed, #"{"t":1,"u":"k1","an":"d1","e":"x"}"#.timed,
            #"{"t":1,"u":"k1","an":"k1","e":"x"}"#.timed, #"{"t":1,"u":"k1","e":"alias","prev":"d2"}"#.timed,
        ]
        func change(_ schema: inout InputSchema) {
            schema.mapping.anonymous = "an"
            schema.rules.aliases = [FormatRules.Alias(event: "alias", previous: "prev")]
        }
        let driver = decode(lines) { change(&$0) }
        let ids = ["d1", "k1", "k1", "k1"].map { Hash64.hash($0) }
        #expect(driver.events.map(\.user) == ids)
        #expect(driver.events.map(\.other) == [0, Hash64.hash("d1"), 0, Hash64.hash("d2")])
        #expect(driver.events.map(\.facts) == [[], .isKnown, .isKnown, [.isKnown, .isAlias]])
        let tied = decode(lines) {
            change(&$0)
            $0.rules.knownUsers = .tied
        }
        #expect(tied.events.map(\.facts) == [[], .isKnown, [], [.isKnown, .isAlias]])
        let apart = decode(lines) {
            change(&$0)
            $0.stitches = false
        }
        #expect(apart.events.map(\.other) == [0, 0, 0, 0])
    }

    @Test func `takes the alias for the known id where a format writes it the other way round`() {
        let driver = decode([#"{"t":1,"u":"d1","e":"alias","prev":"k1"}"#.timed]) {
            $0.rules.aliases = [FormatRules.Alias(event: "alias", previous: "prev", isReversed: true)]
        }
        #expect(driver.events[0].user == Hash64.hash("k1"))
        #expect(driver.events[0].other == Hash64.hash("d1"))
        #expect(driver.events[0].facts == [.isKnown, .isAlias])
    }

    @Test func `counts no revenue for what only leads to an order`() {
        let driver = decode(
            [#"{"t":1,"u":"a","e":"started","r":5}"#.timed, #"{"t":1,"u":"a","e":"done","r":5}"#.timed],
            [Projection.Column("revenue", .number)]
        ) {
            $0.mapping.revenue = "r"
            $0.rules.eventsWithoutRevenue = ["started"]
        }
        #expect(driver.events.map(\.values) == [["-"], ["5.0"]])
    }

    @Test func `reads method and page out of a whole request line`() {
        let driver = decode(
            [
                #"{"t":1,"u":"a","q":"GET /a?b=1 HTTP/1.1","s":200}"#.timed,
                #"{"t":1,"u":"a","q":"POST /a HTTP/1.1","s":200}"#.timed,
                #"{"t":1,"u":"a","q":"/plain","s":200}"#.timed, #"{"t":1,"u":"a","s":200}"#.timed,
            ],
            [Projection.Column("page", .symbol)]
        ) {
            $0.mapping.page = "q"
            $0.rules.pagesAreEscaped = true
            $0.rules.naming = .request(method: "q", status: "s")
        }
        #expect(driver.events.map(\.values) == [["/a"], ["/a"], ["/plain"], [""]])
        #expect(driver.events.map(\.name) == ["page_view", "request", "request", "page_view"])
    }

    @Test func `tells copies of an event, where need be by user and time as well`() {
        let lines = [
            #"{"t":1,"u":"a","e":"x","i":"1"}"#.timed, #"{"t":1,"u":"b","e":"x","i":"1"}"#.timed,
            #"{"t":1,"u":"a","e":"y","i":"1"}"#.timed,
            #"{"t":1,"u":"a","e":"x"}"#.timed, #"{"t":1,"u":"a","e":"x","i":1}"#.timed,
        ]
        let plain = decode(lines) { $0.mapping.id = "i" }
        #expect(plain.events.map { $0.id == plain.events[0].id } == [true, true, true, false, true])
        #expect(plain.events[3].id == 0)
        let scoped = decode(lines) {
            $0.mapping.id = "i"
            $0.rules.idsAreOfOneEvent = true
        }
        #expect(scoped.events.map { $0.id == scoped.events[0].id } == [true, false, false, false, true])
    }

    @Test func `keeps sessions of different people apart, and those of one device together`() {
        let long = "9b2d7d0e-4c1c-4f0e-9a51-0c1a5d1f2e3b"
        let driver = decode(
            [
                #"{"t":1,"u":"a","e":"x","s":"17"}"#.timed, #"{"t":1,"u":"b","e":"x","s":17}"#.timed,
                #"{"t":1,"u":"a","an":"d","e":"x","s":"17"}"#.timed, #"{"t":1,"an":"d","e":"x","s":"17"}"#.timed,
                #"{"t":1,"u":"a","e":"x","s":"\#(long)"}"#.timed, #"{"t":1,"u":"b","e":"x","s":"\#(long)"}"#.timed,
                #"{"t":1,"u":"a","e":"x","s":-1}"#.timed,
            ], [Projection.Column("session", .key)]
        ) {
            $0.mapping.session = "s"
            $0.mapping.anonymous = "an"
        }
        let keys = driver.events.map { $0.values[0] }
        #expect(keys[0] != keys[1] && keys[0] != keys[2] && keys[2] == keys[3] && keys[4] == keys[5])
        #expect(keys[6] == "0")
    }

    @Test func `works out the channel from the campaign or the referrer`() {
        let driver = decode(
            [
                #"{"t":1,"u":"a","e":"x","page":"https://shop.example/?utm_medium=email&utm_source=news"}"#.timed,
                #"{"t":1,"u":"a","e":"x","page":"https://shop.example/a","referrer":"https://www.google.com/"}"#.timed,
                #"{"t":1,"u":"a","e":"x","page":"https://shop.example/a","referrer":"https://shop.example/"}"#.timed,
                #"{"t":1,"u":"a","e":"x"}"#.timed,
            ], [Projection.Column("channel", .symbol)]
        ) { $0.mapping.page = "page" }
        #expect(driver.events.map(\.values) == [["email"], ["organic search"], ["direct"], ["direct"]])
    }

    @Test(arguments: ["<<<<<<< HEAD", "=======", ">>>>>>> feature/x", "||||||| base"])
    func `says that a line is a merge conflict marker`(_ marker: String) {
        let driver = decode([#"{"t":1,"u":"a","e":"x"}"#.timed, marker]) { _ in }
        #expect(driver.events.count == 1)
        #expect(driver.tally.rejected == [.conflictMarker: 1])
    }
}

extension String {
    /// With a time that is one.
    fileprivate var timed: String { replacing(#""t":1"#, with: #""t":1795219200"#) }
}
