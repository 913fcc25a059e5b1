import Testing

@testable import Decoding

@Suite struct BotListTests {
    @Test(arguments: [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "msnbot/2.0b",
        "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)", "Sogou web spider/4.0",
        "Mozilla/5.0 (compatible; Linux x86_64; Mail.RU_Bot/2.0)", "curl/8.5.0", "Wget/1.14 (linux-gnu)",
        "Java/1.8.0_201",
        "python-requests/2.31.0", "Go-http-client/1.1", "Ruby", "Tiny Tiny RSS/1.11 (http://tt-rss.org/)",
        "UniversalFeedParser/4.2-pre-314-svn +http://feedparser.org/",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0",
        "facebookexternalhit/1.1", "WhatsApp/2.23.20.0", "Pingdom.com_bot_version_1.4", "ELB-HealthChecker/2.0",
        "kube-probe/1.27", "ia_archiver", "Mozilla/5.0 (compatible; GPTBot/1.2)", "ChatGPT-User/1.0", "CCBot/2.0",
        "Mozilla/5.0 (compatible; magpie-crawler/1.1; U)", "Mediapartners-Google", "AdsBot-Google",
        "Screaming Frog SEO Spider/19.0",
        "some robots", "Chrome-Lighthouse", "Scrapy/2.11", "axios/1.6.2", "Feedly/1.0",
    ]) func `a machine is told by its agent`(agent: String) {
        #expect(BotList.isBot(agent))
        #expect(BotList.isBot(agent.uppercased()))
        #expect(BotList.isBot(agent.lowercased()))
    }

    @Test(arguments: [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Linux; Android 9; CUBOT_NOTE_S Build/PPR1) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0 Mobile Safari/537.36",
        "Mozilla/5.0 (Linux; Android 7.0; CUBOT MAX) Chrome/80.0", "Mozilla/5.0 (Linux; Android 9; Cubot) Mobile",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/440]",
        "Mozilla/5.0 (Linux; Android 13; SM-S918B) Instagram 309.0.0.40.113 Android", "okhttp/4.9.2",
        "Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.1; sbcydsl 3.12; http://bsalsa.com)",
        "Dalvik/2.1.0 (Linux; U; Android 12)",
        "Mozilla/5.0 (Linux; Android 10; HLK-AL00) MQQBrowser/6.2 Mobile MicroMessenger/8.0 Language/zh_CN",
        "Mozilla/5.0 (Linux; Android 9; TECNO K6/P) Chrome/90.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0",
        "Lynx/2.8.7rel.2 libwww-FM/2.14 SSL-MM/1.4.1", "Opera/9.80 (Windows NT 6.1) Presto/2.12 Version/12.16",
        "SAMSUNG-GT-E2232/1.0 Java/MIDP-2.0 UP.Browser/6.2.3.3",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) YaBrowser/23.11 Safari/537.36", "Roboto Botswana abbotsford",
        "",
        "-", "x",
    ]) func `people are left alone`(agent: String) {
        #expect(!BotList.isBot(agent))
    }

    @Test func `an agent of any length and content is answered`() {
        #expect(!BotList.isBot(String(repeating: "a", count: 100_000)))
        #expect(BotList.isBot(String(repeating: "a", count: 900) + " bot"))
        let bytes: [UInt8] = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 37) }
        for start in 0..<300 {
            bytes[start...].withUnsafeBufferPointer { buffer in _ = BotList.isBot(buffer) }
        }
    }

    @Test func `the names are in small letters, and none is listed twice`() {
        let names = BotNames.anywhere + BotNames.beginnings
        #expect(names.allSatisfy { $0 == $0.lowercased() && $0.count >= 3 })
        #expect(Set(names).count == names.count)
    }
}
