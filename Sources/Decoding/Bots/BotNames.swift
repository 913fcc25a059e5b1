/// Marks of agents that are not people, in small letters. Kept by kind; an entry that another one covers is left out.
///
/// Most robots need no entry: `BotList` knows words that end in `bot`, `crawl`, `spider`, `slurp`, and the address that polite robots
/// give behind a plus sign. In doubt a name is left out: a person counted as a robot is lost, a robot counted as a person is seen.
/// So there is no `okhttp`, `dalvik`, `cfnetwork` or `electron` (apps of people use them), no bare `yandex`, `baidu`, `naver`, `pinterest`
/// or `snapchat` (their browsers and apps say so too), and no `preview` or `mail`.
enum BotNames {
    /// Wherever they stand in an agent.
    static let anywhere: [String] =
        searchEngines + assistants + previews + feedReaders + monitors + siteTools + scanners + headlessBrowsers
        + archives + libraries

    /// At the beginning of an agent alone: elsewhere they say what a browser is made of.
    static let beginnings = [
        "java/", "java1", "ruby", "perl", "php/", "php ", "python", "go 1", "go-", "git/", "svn/", "rust", "lua-",
        "node", "got/", "got (", "needle/", "request/", "hyper/", "ureq/", "deno/", "bun/", "fetch ", "apt-",
        "debian apt", "lwp", "w3m-", "monit/", "puppet", "splash", "k6/", "wrk/", "rome ", "vienna/", "yeti/",
        "axel", "lftp", "mastodon", "pleroma", "misskey", "akkoma", "lemmy", "friendica", "hubzilla", "peertube",
        "whatsapp/", "tumblr/", "pinterest/0", "test ", "zabbix", "binlar", "distilator", "http-", "httpclient",
        "httpunit", "winhttp",
    ]

    /// Makers of things for people whose names sound like robots.
    static let exceptions = ["cubot"]

    private static let searchEngines = [
        "mediapartners-google", "apis-google", "google-read-aloud", "google-site-verification", "google web preview",
        "google favicon", "google-structured-data", "google-safety", "google-inspectiontool", "googleother",
        "google-extended", "googleproducer", "google-adwords", "googlesecurityscanner", "duplexweb-google",
        "bingpreview", "yahooseeker", "yahoocachesystem", "yandex.com/", "yandexdirect", "yandexmetrika",
        "yandexfavicons", "ask jeeves", "teoma", "gigablast", "daumoa", "exalead", "mojeek", "qwantify",
        "coccoc-image", "coccoc-web", "sogou web", "sogou inst", "wotbox", "findlinks", "scoutjet", "turnitin",
        "grub-client", "larbin", "lycos", "openindex", "yacy", "zyborg", "ichiro", "seekport",
    ]
    private static let assistants = [
        "chatgpt-user", "oai-search", "anthropic-ai", "claude-web", "claude-user", "perplexity-user", "cohere-ai",
        "cohere-training", "meta-externalagent", "meta-externalfetcher", "mistralai-user", "omgili", "webzio",
        "timpi", "google-cloudvertex", "google-notebooklm", "firecrawl", "img2dataset",
    ]
    private static let previews = [
        "facebookexternalhit", "facebookcatalog", "facebookplatform", "skypeuripreview", "slack-imgproxy", "embedly",
        "iframely", "vkshare", "flipboardproxy", "pocketparser", "pocketimagecache", "xing-contenttabreceiver",
        "bluesky cardyb", "snap url preview", "line-poker", "google-pagerenderer", "bitly", "urlresolver", "longurl",
        "unshorten", "mail.ru_", "livelap", "outbrain", "taboola", "nuzzel", "paperli", "tineye",
        "quora link preview", "kakaotalk-scrap", "zoominfo",
    ]
    private static let feedReaders = [
        "feedparser", "feedburner", "feedbin", "feedfetcher", "feedly", "feedwrangler", "feedhq", "feeddemon",
        "feedreader", "feedspot", "feedvalidator", "feed43", "superfeedr", "tiny tiny rss", "tt-rss", "freshrss",
        "commafeed", "miniflux", "newsblur", "newsbeuter", "newsboat", "newsgator", "newsify", "netnewswire",
        "netvibes", "inoreader", "theoldreader", "bazqux", "bloglines", "bloglovin", "liferea", "akregator",
        "reeder/", "rssowl", "rssbandit", "rssreader", "rss2email", "rss/", "simplepie", "magpierss",
        "livejournal.com", "blogtrottr", "windows-rss-platform", "apple-pubsub", "pubsubhubbub", "gpodder",
        "blogsearch", "gregarius", "rawdog", "planet/", "yahoo pipes", "jetbrains omea", "sharpreader",
        "universalfeed",
    ]
    private static let monitors = [
        "pingdom", "uptime", "statuscake", "site24x7", "newrelicpinger", "datadog", "nagios", "check_http", "icinga",
        "monitor", "montastic", "hetrixtools", "freshping", "cloudflare-", "healthcheck", "health-check",
        "health check", "googlehc", "kube-probe", "catchpoint", "dynatrace", "ruxit", "gomezagent", "alertsite",
        "rigor", "checkly", "blackbox-exporter", "blackbox exporter", "prometheus/", "jetmon", "wormly",
        "watchmouse", "updown.io", "uptrends", "nodeping", "internetvista", "host-tracker", "pingometer",
        "downnotifier", "sitelock", "sucuri", "amazon-route53", "synthetics", "stackify", "appdynamics", "panopta",
    ]
    private static let siteTools = [
        "screaming frog", "sitebulb", "xenu link", "linkcheck", "link checker", "link check", "link validator",
        "linkwalker", "checklink", "w3c_", "w3c-", "validator", "seokicks", "seobility", "serpstat", "sistrix",
        "ezooms", "siteexplorer", "siteimprove", "sitechecker", "netpeak", "woorank", "builtwith", "wappalyzer",
        "whatweb", "netcraft", "domaintools", "domain re-animator", "lighthouse", "page speed", "pagespeed",
        "gtmetrix", "webpagetest", "ptst/", "speedcurve", "yslow", "observatory", "ssllabs", "securityheaders",
        "brandwatch", "meltwater", "brandverity", "trendiction", "integralads", "admantx", "grapeshot", "proximic",
        "peer39", "adbeat", "contentking", "cookiehub", "onetrust", "portscout", "httparchive",
    ]
    private static let scanners = [
        "masscan", "zgrab", "nmap", "nikto", "sqlmap", "censys", "expanse", "internet-measurement",
        "internetmeasurement", "l9explore", "l9tcpid", "leakix", "wpscan", "nuclei", "dirbuster", "gobuster",
        "acunetix", "nessus", "openvas", "qualys", "arachni", "w3af", "shodan", "paloalto", "xpanse", "zmeu",
        "morfeus", "jorgee", "fuzz faster", "ffuf/", "feroxbuster", "burpcollaborator", "detectify", "probely",
        "intruder.io", "netsystemsresearch", "project-resonance", "hello world", "hello, world", "muieblackcat",
        "dirsearch", "wfuzz", "havij", "xspider", "visionutils", "onyphe", "securitytrails",
    ]
    private static let headlessBrowsers = [
        "headless", "phantomjs", "slimerjs", "casperjs", "puppeteer", "playwright", "selenium", "webdriver",
        "cypress/", "htmlunit", "zombie.js", "jsdom", "nightwatch", "testcafe", "browserless", "prerender",
        "rendertron", "wkhtmlto", "webkit2png", "cutycapt", "urlbox", "screenshot", "thumbshot", "webthumb",
        "browsershots", "websnapr",
    ]
    private static let archives = [
        "archiver", "archive.org", "heritrix", "nutch", "httrack", "webcopier", "webcopy", "websucker", "webzip",
        "webstripper", "webreaper", "teleport pro", "offline explorer", "offline navigator", "sitesucker", "pavuk",
        "webmirror", "perma.cc", "wayback", "ukwebarchive", "bnf.fr", "netarkivet", "commoncrawl",
    ]
    private static let libraries = [
        "curl/", "libcurl", "pycurl", "wget", "python-requests", "python-urllib", "python/", "aiohttp", "httpx/",
        "urllib", "scrapy", "mechanize", "libwww-perl", "lwp::", "lwp-", "http_request", "httprequest", "http::tiny",
        "guzzle", "symfony", "zend_http", "zend\\http", "snoopy", "wordpress/", "drupal", "joomla", "go-http-client",
        "go http package", "gohttp", "colly ", "axios", "node-fetch", "undici", "superagent", "apache-httpclient",
        "apache-httpasync", "httpcomponents", "commons-httpclient", "jakarta commons", "jersey/", "unirest",
        "spring-webclient", "reactornetty", "asynchttpclient", "restsharp", "winhttprequest", "powershell",
        "typhoeus", "faraday", "rest-client", "httparty", "http.rb", "reqwest", "postmanruntime", "insomnia/",
        "httpie", "libfetch", "aria2", "urlgrabber", "chef client", "chef knife", "ansible", "jmeter", "apachebench",
        "siege/", "gatling", "locust", "vegeta", "artillery", "loader.io", "indy library", "; synapse",
        "office existence", "microsoft-webdav", "davclnt", "webdav", "akka-http", "cpp-httplib", "boost.beast",
        "httpful", "goutte", "simplehttp",
    ]
}
