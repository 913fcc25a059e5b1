/// Sites that channels are told by, as hosts and as the names that campaigns give them.
enum KnownSites {
    enum Kind: Sendable, Hashable {
        case search, social, video, shopping
    }

    /// What a host without `www.` is: itself or the end of it is listed. A host that ends in `.*` stands for that name under any
    /// country's domain, alone or behind `m.` or `search.`: `google.*` is google.de and google.co.uk, not docs.google.com.
    static func kind(ofHost host: String) -> Kind? {
        guard !host.isEmpty else { return nil }
        var end = host[...]
        while true {
            if let kind = hosts[String(end)] { return kind }
            guard let dot = end.firstIndex(of: ".") else { break }
            end = end[end.index(after: dot)...]
        }
        var labels = host.split(separator: ".")
        if labels.count > 2, prefixes.contains(String(labels[0])) { labels.removeFirst() }
        guard labels.count == 2 || labels.count == 3 && labels[1].count <= 3, let name = labels.first else {
            return nil
        }
        return countries[String(name)]
    }

    /// What a campaign's source is: a name or a host.
    static func kind(ofSource source: String) -> Kind? {
        names[source] ?? (source.contains(".") ? kind(ofHost: Visit.host(source)) : nil)
    }

    private static let prefixes: Set<String> = [
        "m", "search", "l", "lm", "mobile", "images", "news", "cn", "de", "us", "uk", "fr",
    ]

    /// Names whose sites stand under many countries' domains.
    private static let countries: [String: Kind] = table([
        (.search, ["google", "yahoo", "bing", "yandex", "ask", "lycos", "aol", "startsiden", "seznam"]),
        (
            .shopping,
            [
                "amazon", "ebay", "etsy", "rakuten", "zalando", "idealo", "shopee", "lazada", "mercadolivre",
                "mercadolibre",
            ]
        ),
    ])

    private static let hosts: [String: Kind] = table([
        (
            .search,
            [
                "duckduckgo.com", "baidu.com", "ecosia.org", "qwant.com", "startpage.com", "search.brave.com",
                "swisscows.com", "metager.org", "metager.de", "naver.com", "daum.net", "sogou.com", "so.com",
                "ya.ru", "search.yahoo.com", "yahoo.co.jp", "msn.com", "search.aol.com", "dogpile.com",
                "webcrawler.com", "ixquick.com", "mojeek.com", "gibiru.com", "searx.me", "kagi.com", "you.com",
                "perplexity.ai", "presearch.com", "lukol.com", "exalead.com", "search.smt.docomo.ne.jp",
                "nova.rambler.ru", "rambler.ru", "go.mail.ru", "search.seznam.cz", "onet.pl", "wp.pl", "virgilio.it",
                "alice.com", "t-online.de", "web.de", "suche.gmx.net", "ekoru.org", "neeva.com", "petalsearch.com",
                "coccoc.com", "sm.cn", "babylon.com", "conduit.com", "com.google.android.googlequicksearchbox",
                "com.google.android.gm.search",
            ]
        ),
        (
            .social,
            [
                "facebook.com", "fb.com", "fb.me", "messenger.com", "instagram.com", "ig.me", "threads.net",
                "twitter.com", "x.com", "t.co", "linkedin.com", "lnkd.in", "pinterest.com", "pinterest.de",
                "pinterest.fr", "pinterest.co.uk", "pin.it", "reddit.com", "redd.it", "tumblr.com", "vk.com",
                "vkontakte.ru", "ok.ru", "odnoklassniki.ru", "weibo.com", "weibo.cn", "wechat.com", "weixin.qq.com",
                "qzone.qq.com", "xing.com", "quora.com", "snapchat.com", "whatsapp.com", "wa.me", "telegram.org",
                "t.me", "telegram.me", "tiktok.com", "douyin.com", "discord.com", "discord.gg", "mastodon.social",
                "mastodon.online", "bsky.app", "bsky.social", "line.me", "flickr.com", "foursquare.com",
                "meetup.com", "nextdoor.com", "myspace.com", "stumbleupon.com", "digg.com", "delicious.com",
                "news.ycombinator.com", "hackernews.com", "lobste.rs", "stackoverflow.com", "stackexchange.com",
                "medium.com", "blogger.com", "blogspot.com", "livejournal.com", "slashdot.org", "plus.google.com",
                "plus.url.google.com", "groups.google.com", "yammer.com", "viadeo.com", "hatena.ne.jp",
                "b.hatena.ne.jp", "mixi.jp", "ameblo.jp", "kakao.com", "band.us", "goodreads.com", "flipboard.com",
                "getpocket.com", "diigo.com", "scoop.it", "instapaper.com", "renren.com", "douban.com", "zhihu.com",
                "xiaohongshu.com", "taringa.net", "disqus.com", "producthunt.com", "gab.com", "gettr.com",
                "truthsocial.com", "com.facebook.katana", "com.instagram.android", "com.twitter.android",
                "com.linkedin.android", "com.pinterest", "com.reddit.frontpage", "com.zhiliaoapp.musically",
                "org.telegram.messenger", "com.slack",
            ]
        ),
        (
            .video,
            [
                "youtube.com", "m.youtube.com", "youtu.be", "youtube-nocookie.com", "vimeo.com", "dailymotion.com",
                "dai.ly", "twitch.tv", "netflix.com", "hulu.com", "disneyplus.com", "primevideo.com", "bilibili.com",
                "youku.com", "iqiyi.com", "v.qq.com", "nicovideo.jp", "rutube.ru", "wistia.com", "ted.com",
                "crunchyroll.com", "viki.com", "veoh.com", "rumble.com", "odysee.com", "com.google.android.youtube",
            ]
        ),
        (
            .shopping,
            [
                "shopping.google.com", "shopping.yahoo.com", "shopping.yahoo.co.jp", "walmart.com", "aliexpress.com",
                "alibaba.com", "taobao.com", "tmall.com", "jd.com", "shopify.com", "shop.app", "shopzilla.com",
                "bizrate.com", "nextag.com", "pricegrabber.com", "kelkoo.com", "pricerunner.com", "idealo.de",
                "geizhals.de", "geizhals.at", "billiger.de", "guenstiger.de", "check24.de", "target.com",
                "bestbuy.com", "overstock.com", "wayfair.com", "otto.de", "allegro.pl", "ozon.ru", "wildberries.ru",
                "market.yandex.ru", "mercadolibre.com", "temu.com", "shein.com", "wish.com", "asos.com",
                "shopstyle.com", "flipkart.com", "coupang.com",
            ]
        ),
    ])

    /// As `utm_source` says them.
    private static let names: [String: Kind] = table([
        (
            .search,
            [
                "google", "bing", "yahoo", "duckduckgo", "ddg", "baidu", "yandex", "ecosia", "qwant", "startpage",
                "brave", "naver", "daum", "sogou", "seznam", "ask", "aol", "lycos", "kagi", "adwords", "googleads",
                "google ads", "google_ads", "google-ads", "bingads", "bing ads", "bing_ads", "microsoftads",
                "perplexity", "360.cn", "so.com", "rambler", "msn",
            ]
        ),
        (
            .social,
            [
                "facebook", "fb", "meta", "instagram", "ig", "threads", "twitter", "x", "linkedin", "li",
                "pinterest", "reddit", "tumblr", "vk", "vkontakte", "weibo", "wechat", "xing", "quora", "snapchat",
                "whatsapp", "telegram", "tiktok", "discord", "mastodon", "bluesky", "bsky", "line", "flickr",
                "foursquare", "meetup", "nextdoor", "myspace", "hackernews", "hacker news", "stackoverflow",
                "medium", "messenger", "yammer", "social", "facebook_ads", "facebookads", "twitter_ads",
                "linkedin_ads",
            ]
        ),
        (
            .video,
            [
                "youtube", "yt", "vimeo", "dailymotion", "twitch", "netflix", "hulu", "bilibili", "disneyplus",
                "youtubeads",
            ]
        ),
        (
            .shopping,
            [
                "amazon", "ebay", "etsy", "walmart", "shopify", "aliexpress", "alibaba", "google shopping",
                "google_shopping", "googleshopping", "google-shopping", "idealo", "geizhals", "rakuten", "shopzilla",
                "kelkoo", "pricerunner", "taobao", "temu", "igshopping",
            ]
        ),
    ])

    /// Of a text listed twice the first kind counts.
    private static func table(_ lists: [(Kind, [String])]) -> [String: Kind] {
        var table: [String: Kind] = [:]
        for (kind, texts) in lists {
            for text in texts where table[text] == nil { table[text] = kind }
        }
        return table
    }
}
