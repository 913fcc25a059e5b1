import Analytics
import Testing

@testable import Decoding

@Suite struct ServerLogLinesTests {
    static let stamp = "[17/May/2015:10:05:03 +0000]"

    @Test func `a host before the line makes it a log of several hosts`() throws {
        let text = [
            #"www.a.example:80 1.2.3.4 - - \#(ServerLogLinesTests.stamp) "GET /a?x=1 HTTP/1.1" 200 5 "-" "Agent""#,
            #"b.example 2001:db8::7 - john \#(ServerLogLinesTests.stamp) "GET /b HTTP/1.1" 404 - "http://r/" "Agent""#,
            #"b.example 1.2.3.4 - - \#(ServerLogLinesTests.stamp) "GET /c HTTP/1.1" 200 7"#,
            #"c.example 1.2.3.4 - - \#(ServerLogLinesTests.stamp) (0.25s) "GET /d HTTP/1.1" 200 7 "-" "Agent" 12"#,
        ].joined(separator: "\n")
        #expect(try detected(text).format == .vhost)
        let driver = try decodedAtEverySplit(text, ["host", "page", "status", "referrer", "auth", "duration", "ip"])
        #expect(driver.tally.rejected.isEmpty)
        #expect(
            driver.events.map(\.values) == [
                ["www.a.example", "/a", "200", "", "", "", "1.2.3.4"],
                ["b.example", "/b", "404", "http://r/", "john", "", "2001:db8::7"],
                ["b.example", "/c", "200", "", "", "", "1.2.3.4"],
                ["c.example", "/d", "200", "", "", "0.25", "1.2.3.4"],
            ])
        #expect(driver.events[0].user == driver.events[3].user)
        #expect(driver.events[0].user != driver.events[2].user)
    }

    @Test func `an address before a name is no host`() throws {
        let line = #"1.2.3.4 - john doe \#(ServerLogLinesTests.stamp) "GET /a HTTP/1.1" 200 5 "-" "Agent""#
        #expect(try detected(line).format == .combined)
        let driver = try DecodingDriver(line, columns: [.init("auth", .symbol)])
        #expect(driver.events.map(\.values) == [["john doe"]])
    }

    @Test func `an application balancer's line is taken apart`() throws {
        let rest = #"ECDHE TLSv1.2 arn:aws:x "Root=1-58" "-" "-" 0 2018-07-02T22:22:48.364000Z "forward" "-" "-""#
        let text = [
            "https 2018-07-02T22:23:00.186641Z app/my-lb/50dc 192.168.131.39:2817 10.0.0.1:80 0.086 0.048 0.037 200 201 0 57 "
                + #""GET https://www.example.com:443/a%20b?q=1 HTTP/1.1" "curl/7.46.0" \#(rest)"#,
            "http 2018-07-02T22:23:01.186641Z app/my-lb/50dc 2001:db8::1:2817 - -1 -1 -1 502 - 34 366 "
                + #""POST http://www.example.com:80/cart HTTP/1.1" "Agent \"x\"" - - \#(rest)"#,
            #"h2 2018-07-02T22:23:02.186641Z app/my-lb/50dc 1.2.3.4:1 - -1 -1 -1 460 - 34 0 "- http://x:80- -" "-" - - \#(rest)"#,
            "http 2018-07-02T22:23:03.186641Z cut",
        ].joined(separator: "\n")
        var description = InputDescription()
        description.includesBots = true
        #expect(try detected(text).format == .alb)
        let driver = try decodedAtEverySplit(
            text, ["host", "page", "status", "target_status", "duration", "bytes", "agent", "query.q", "ip"],
            description)
        #expect(driver.tally.rejected == [.malformed: 1])
        #expect(driver.events.map(\.name) == ["page_view", "request", "request"])
        #expect(
            driver.events.map(\.values) == [
                ["www.example.com", "/a b", "200", "201", "0.048", "57", "curl/7.46.0", "1", "192.168.131.39"],
                ["www.example.com", "/cart", "502", "", "-1", "366", #"Agent \"x\""#, "", "2001:db8::1:2817"],
                ["", "", "460", "", "-1", "0", "", "", "1.2.3.4"],
            ])
        #expect(iso(driver.events[0].time) == "2018-07-02T22:23:00.186641Z")
    }

    @Test func `a classic balancer's line may lack the agent`() throws {
        let text = [
            "2015-05-13T23:39:43.945958Z my-lb 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "
                + #""GET http://www.example.com:80/ HTTP/1.1" "Mozilla/5.0 (X11)" - -"#,
            "2015-05-13T23:39:44.945958Z my-lb 192.168.131.39:2817 10.0.0.1:80 0.000073 0.001048 0.000057 200 200 0 29 "
                + #""GET http://www.example.com:80/b HTTP/1.1""#,
        ].joined(separator: "\r\n")
        #expect(try detected(text).format == .elb)
        let driver = try decodedAtEverySplit(text, ["page", "agent"])
        #expect(driver.events.map(\.values) == [["/", "Mozilla/5.0 (X11)"], ["/b", ""]])
        #expect(driver.events.map(\.name) == ["page_view", "page_view"])
    }

    @Test func `a protocol with a space, no zone and fields behind the agent are all accepted`() throws {
        let text = [
            #"87.194.216.51 - - [01/Jun/2019:18:22:16] "GET /product.screen?productId=A-1&JSESSIONID=SD6 HTTP 1.1" 200 1665 "#
                + #""http://www.shop.example/oldlink" "Mozilla/5.0" 506"#,
            #"87.194.216.51 - - [01/Jun/2019:18:22:19] "POST /cart.do?action=addtocart&JSESSIONID=SD6 HTTP 1.1" 200 252 "-" "#
                + #""Mozilla/5.0" "JSESSIONID=SD6" 0.25 "#,
        ].joined(separator: "\n")
        let schema = try detected(text)
        #expect(schema.format == .combined)
        #expect(schema.mapping.session == "query.JSESSIONID")
        let driver = try decodedAtEverySplit(
            text, ["page", "protocol", "productId", "query.action", "session", "agent"])
        #expect(
            driver.events.map(\.values) == [
                ["/product.screen", "HTTP 1.1", "A-1", "", "SD6", "Mozilla/5.0"],
                ["/cart.do", "HTTP 1.1", "", "addtocart", "SD6", "Mozilla/5.0"],
            ])
        #expect(iso(driver.events[0].time) == "2019-06-01T18:22:16Z")
    }

    @Test func `conflict markers are rejected as what they are`() throws {
        let line = #"1.2.3.4 - - \#(ServerLogLinesTests.stamp) "GET /a HTTP/1.1" 200 5 "-" "Agent""#
        let text = [line, "<<<<<<< HEAD", line, "=======", line, ">>>>>>> other", line, line, line].joined(separator: "\n")
        let driver = try decodedAtEverySplit(text, ["page"])
        #expect(driver.events.count == 6)
        #expect(driver.tally.rejected == [.conflictMarker: 3])
        #expect(driver.tally.examples.map(\.line) == [2, 4, 6])
    }
}
