extension Frames {
    static let segments = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ checkout  1 of 2 ─────────────────────────────── within 1 h · unique users ─╮
        │ step                            first-time             returning  difference │
        │ 1 Viewed product            31,120                17,090                     │
        │   ████████████████████████████████████  ████████████████████████████████████ │
        │ 2 Added to cart              8,402  27.0 %         6,447  37.7 %   ▼ 10.7 pp │
        │   █████████▊──────────────────────────  █████████████▋────────────────────── │
        │ 3 Checkout started           1,390  16.5 %         1,429  22.2 %    ▼ 5.6 pp │
        │   █▋──────────────────────────────────  ███───────────────────────────────── │
        │ 4 Purchased                    870  62.6 %         1,065  74.5 %   ▼ 11.9 pp │
        │                                                                              │
        │ first-time 2.8 %   returning 6.2 %   ▼ 3.4 pp   everyone 4.0 %               │
        │ ! fell most: Added to cart → Checkout started ▼ 8.2 pp   mobile ▼ 3.6 pp     │
        │ ! worst drop: Viewed product → Added to cart   69.2 % leave                  │
        │   slowest: Checkout started → Purchased   ≈2 m 07 s for half of them         │
        ╰──────────────────────────────────────────────────────────────────────────────╯
        ╭─ by device ─────────────────────────────────── 1 of 2 fields ◂ ▸ · 3 values ─╮
        │ device          ▼ users     1→2     2→3     3→4  convert   change     median │
        │ mobile !         25,310  28.6 %   6.2 %  73.0 %    1.3 %    ▼ 3.6   5 m 20 s │
        │ desktop          19,884  34.1 %  31.2 %  67.1 %    7.1 %      0.0   3 m 58 s │
        │ tablet            3,016  27.5 %  30.4 %  73.4 %    6.1 %    ▼ 0.2   4 m 01 s │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  Tab pane  ↑↓ step  z zoom  , . range  b breakdown  f filter  q quit
        """#
}
