import Analytics

/// What is damaged: one small good example of each thing that is read, written for this purpose.
enum Seeds {
    static func of(_ target: FuzzTarget) -> [[UInt8]] {
        switch target {
        case .lines: lines.map { [0x35] + $0 }
        case .decoders:
            formats.map { format, text in
                [UInt8(InputFormat.allCases.firstIndex(of: format) ?? 0), 7] + Array(text.utf8)
            }
        case .detection: formats.map { Array($0.1.utf8) } + lines
        case .expressions: expressions.map { Array($0.utf8) }
        case .configuration: [Array(configuration.utf8)]
        case .theme: [Array(theme.utf8)]
        case .safeText: texts.map { Array($0.utf8) }
        case .state: [StateTarget.seed]
        }
    }

    private static let lines: [[UInt8]] = [
        Array("{\"a\":1}\n{\"a\":2}\r\n\n{\"a\":\"\\u00e9\"}".utf8),
        Array("[{\"a\": [1, {\"b\": 2}]},\n {\"a\": 3}]".utf8),
        Array("{\n  \"a\": \"x\"\n}\n{\n  \"a\": 2\n}".utf8), Array("a\rb\rc\r".utf8),
        [0xFF, 0xFE, 0x61, 0, 0x0A, 0, 0x62, 0, 0x3D, 0xD8, 0x00, 0xDE, 0x0A, 0], [0xFE, 0xFF, 0, 0x61, 0, 0x0A],
        [0xEF, 0xBB, 0xBF] + Array("a,b\n1,2\n".utf8), Array(repeating: 0, count: 40) + Array("a\n".utf8),
        // "a\n" as gzip, and as zstd.
        [
            0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0x4B, 0xE4, 2, 0, 7, 0xA1, 0xEA, 0xDD, 2, 0, 0, 0,
        ],
        [0x28, 0xB5, 0x2F, 0xFD, 0x20, 0x02, 0x11, 0, 0, 0x61, 0x0A],
    ]

    private static let formats: [(InputFormat, String)] = [
        (
            .jsonl,
            #"{"ts":"2026-01-02T03:04:05.678Z","user_id":"u1","event":"view","page":"/a?b=c","properties":{"x":1.5e3}}"#
                + "\n" + #"{"ts":1767322800,"user_id":2,"event":"buy \u00e9","revenue":"9.99","ok":true,"n":null}"#
                + "\n"
        ),
        (.csv, "ts,user_id,event,note\n2026-01-02,u1,view,\"a \"\"b\"\", c\"\n1767322801,u2,buy,\"two\nlines\"\n"),
        (.tsv, "ts\tuser_id\tevent\n1767322800\tu1\tview\n"), (.columns, "00001 19970101  1   11.77\n"),
        (.logfmt, "ts=2026-01-02T03:04:05Z user_id=u1 event=\"a view\" page=/x level=info\n"),
        (
            .combined,
            "1.2.3.4 - u [02/Jan/2026:03:04:05 +0100] \"GET /a?x=%20 HTTP/1.1\" 200 5 \"-\" \"Agent \\\"x\\\"\"\n"
        ),
        (.common, "::1 - - [02/Jan/2026:03:04:05 +0000] \"POST /b HTTP/1.0\" 404 -\n"),
        (.vhost, "h:80 1.2.3.4 - - [02/Jan/2026:03:04:05 +0000] \"GET / HTTP/1.1\" 200 5 \"-\" \"A\"\n"),
        (
            .w3c,
            "#Version: 1.0\n#Fields: date time c-ip cs-method cs-uri-stem sc-status\n2026-01-02 03:04:05 1.2.3.4 GET /a 200\n"
                + "#Fields: date time cs-uri-stem c-ip\n2026-01-02 03:04:06 /b 1.2.3.5\n"
        ),
        (
            .elb,
            "2026-01-02T03:04:05.1Z l 1.2.3.4:1 2.3.4.5:8 0.1 0.2 0.3 200 200 0 29 \"GET http://w:80/a HTTP/1.1\" \"c\" - -\n"
        ),
        (
            .alb,
            "h2 2026-01-02T03:04:05.1Z l 1.2.3.4:1 2.3.4.5:8 0.1 0.2 0.3 200 200 0 29 \"GET http://w:80/a HTTP/1.1\" \"c\" - -\n"
        ),
        (
            .segment,
            #"{"type":"track","event":"Buy","anonymousId":"a1","userId":"u1","timestamp":"2026-01-02T03:04:05Z","context":{"page":{"path":"/a"}}}"#
                + "\n"
        ),
        (
            .ga4,
            #"{"event_timestamp":"1767322800000000","event_name":"purchase","user_pseudo_id":"1.2","event_params":[{"key":"page_location","value":{"string_value":"https://a/b"}},{"key":"ga_session_id","value":{"int_value":"7"}}]}"#
                + "\n"
        ),
        (
            .posthog,
            #"{"timestamp":"2026-01-02T03:04:05Z","distinct_id":"d","event":"$pageview","properties":"{\"$current_url\":\"https://a/b\"}"}"#
                + "\n"
        ),
        (.mixpanel, #"{"event":"view","properties":{"time":1767322800,"distinct_id":"d","$device_id":"v"}}"# + "\n"),
        (
            .amplitude,
            #"{"event_type":"view","user_id":"u","device_id":"d","event_time":"2026-01-02 03:04:05.123"}"# + "\n"
        ),
    ]

    private static let expressions = [
        "checkout: a > b[price > 10 and country in (US, 'DE')] >? c | d within 1h hold country excluding e between 1 and 2",
        "country = US and not (device contains 'mob' or price >= 1.5e3) and page matches /^\\/a.*$/", "90m",
        "a > b > c strict",
        "name ~ 'x*' and exists(b)",
    ]

    private static let configuration = """
        sources: [events.jsonl]
        format: jsonl
        fields: {time: ts, user: user_id}
        lateness: 10m
        where: country = US
        signals:
          - searched: {event: search}
        funnels:
          - name: checkout
            steps: [viewed, "added | put", purchased]
            within: 1h
        segments:
          - mobile: device = mobile
        experiments:
          - name: cta
            variant: properties.cta
            goals: [purchased]
        view: {theme: night, range: 1h}

        """

    private static let theme = """
        background = #101418 ; black
        text = #e0e0e0 ; white
        bar = #3aa3ff on #203040 bold ; blue ; reverse
        # a comment
        warning = 208 ; yellow ; bold

        """

    private static let texts = [
        "plain", "a\u{1B}]52;c;aGk=\u{7}b", "\u{202E}abc\u{2066}", "e\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}",
        "\u{9B}2J",
        "👩‍👩‍👧 ﷽ \u{FEFF}\u{200B}",
    ]
}
