import Analytics
import Testing

@testable import Decoding

@Suite struct ServerLogFormatTests {
    @Test func `Caddy's headers are lists and its time has a fraction`() throws {
        let trial = try FormatTrial([
            #"{"level":"info","ts":1772359200.7687502,"logger":"http.log.access","msg":"handled request","request":{"remote_ip":"192.0.2.1","remote_port":"50876","client_ip":"192.0.2.9","proto":"HTTP/2.0","method":"GET","host":"a.example","uri":"/docs/a%20b?x=1","headers":{"User-Agent":["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"],"Referer":["https://b.example/"],"Accept":["*/*"]}},"duration":0.0000147,"size":2326,"status":200,"resp_headers":{"Server":["Caddy"]}}"#
        ])
        #expect(trial.schema.format == .caddy)
        #expect(trial.times == ["2026-03-01T10:00:00.768750Z"])
        #expect(trial.names == ["page_view"])
        #expect(trial.schema.mapping.user == "request.client_ip")
        #expect(trial.pages == ["/docs/a%20b?x=1"])
        #expect(trial.schema.rules.naming == .request(method: "request.method", status: "status"))
        let agent = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
        #expect(
            trial.values(["request.headers.User-Agent", "request.headers.Referer", "request.method", "status"]) == [
                [agent, "https://b.example/", "GET", "200"]
            ])
        #expect(trial.schema.rules.agent == "request.headers.User-Agent")
        #expect(trial.schema.rules.usersAreVisitors)
        #expect(trial.schema.rules.pagesAreEscaped)
        trial.expectSameEventsForEverySplit()
    }

    @Test func `Traefik's names say what they are`() throws {
        let trial = try FormatTrial([
            #"{"ClientAddr":"192.0.2.1:5043","ClientHost":"192.0.2.1","DownstreamStatus":404,"OriginStatus":404,"RequestMethod":"GET","RequestPath":"/x?y=1","RequestProtocol":"HTTP/1.1","StartLocal":"2026-03-01T10:00:00.123456789Z","StartUTC":"2026-03-01T10:00:00.123456789Z","level":"info","msg":"","request_User-Agent":"Mozilla/5.0","request_Referer":"https://b.example/","time":"2026-03-01T10:00:01Z"}"#
        ])
        #expect(trial.schema.format == .traefik)
        #expect(trial.times == ["2026-03-01T10:00:00.123456Z"])
        #expect(trial.names == ["request"])
        #expect(trial.schema.mapping.user == "ClientHost")
        #expect(trial.pages == ["/x?y=1"])
        #expect(trial.schema.rules.naming == .request(method: "RequestMethod", status: "DownstreamStatus"))
        #expect(trial.schema.rules.agent == "request_User-Agent")
        #expect(trial.first(of: trial.schema.rules.referrer) == ["https://b.example/"])
        trial.expectSameEventsForEverySplit()
    }

    @Test func `nginx's own variables and the names of log analysers are one format`() throws {
        let own = try FormatTrial([
            #"{"time_iso8601":"2026-03-01T11:00:00+01:00","remote_addr":"192.0.2.1","request_method":"POST","request_uri":"/cart?a=1","status":"302","body_bytes_sent":"12","http_referer":"","http_user_agent":"Mozilla/5.0","request_time":"0.003"}"#
        ])
        #expect(own.schema.format == .nginxJSON)
        #expect(own.times == ["2026-03-01T10:00:00Z"])
        #expect(own.schema.mapping.user == "remote_addr")
        #expect(own.schema.mapping.page == "request_uri")
        #expect(own.schema.rules.naming == .request(method: "request_method", status: "status"))
        let analyser = try FormatTrial([
            #"{"ip":"192.0.2.1","host":"a.example","path":"/wiki/a","status":"200","referrer":"-","user_agent":"Mozilla/5.0","length":192,"generation_time_milli":0.1,"date":"2026-03-01T11:00:00+01:00"}"#
        ])
        #expect(analyser.schema.format == .nginxJSON)
        #expect(analyser.schema.mapping.user == "ip")
        #expect(analyser.schema.mapping.page == "path")
        #expect(analyser.schema.rules.agent == "user_agent")
        let wholeRequest = try FormatTrial([
            #"{"time_local":"01/Mar/2026:11:00:00 +0100","remote_addr":"192.0.2.1","request":"GET /a HTTP/1.1","status":200,"http_user_agent":"x"}"#
        ])
        #expect(wholeRequest.times == ["2026-03-01T10:00:00Z"])
        #expect(wholeRequest.schema.rules.naming == .request(method: "request", status: "status"))
        own.expectSameEventsForEverySplit()
    }

    @Test func `an application's own lines with a status are not a server's log`() throws {
        let trial = try FormatTrial([
            #"{"ts":"2026-03-01T10:00:00Z","user_id":"u1","event":"viewed","page":"/a","path":"/a","ip":"192.0.2.1","status":"ok"}"#
        ])
        #expect(trial.schema.format == .jsonl)
        #expect(trial.schema.mapping.user == "user_id")
    }
}
