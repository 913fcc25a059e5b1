extension Frames {
    static let experimentsPane120x40 = #"""
         funneltop   shop.jsonl   ● following   2,413 ev/s   lag 0.4 s    184,302 users                 last 6 h ◂ ▸   14:02:31
        ╭─ checkout  1 of 2 ───────────────────────────── within 1 h · unique users ─╮╭─ experiments ─── since first exposure ─╮
        │ step                                    users   of all  of prev     change ││ checkout_cta  1 of 2        conversion │
        │ 1 Viewed product                       48,210    100 %                     ││  A control    3.21 %    24,101 users   │
        │   ████████████████████████████████████████████████████████████████████████ ││  B            3.68 %    24,109 users ★ │
        │   ╰ 33,361 left  −69.2 % !  lost 28,157 · open 5,204      ≈41 s  ███████▒▒ ││  C            3.28 %    24,077 users ~ │
        │ 2 Added to cart                        14,849   30.8 %   30.8 %   ▼ 0.1 pp ││  lift +14.6 %           [+2.1 … +28.6] │
        │   ██████████████████████▏───────────────────────────────────────────────── ││  ──────────┼▐██████████████████████▌── │
        │   ╰ 12,030 left  −81.0 %    lost 10,391 · open 1,639  ≈1 m 52 s  █████▅▁▒▒ ││  evidence ██████████████████████ 100 % │
        │ 3 Checkout started                      2,819    5.8 %   19.0 %   ▼ 8.2 pp ││ ★ B wins on conversion, called 13:41   │
        │   ████▎─────────────────────────────────────────────────────────────────── ││ split ok · revenue/user collecting     │
        │   ╰    884 left  −31.4 %    lost    751 · open   133  ≈2 m 07 s  ▇▇▇▇▇▆▇▒▒ ││ landing page: ★ headline = loud +9.1 % │
        │ 4 Purchased                             1,935    4.0 %   68.6 %   ▼ 1.7 pp ││                                        │
        │   ██▉───────────────────────────────────────────────────────────────────── │╰────────────────────────────────────────╯
        │                                                                            │╭─ time to Purchased ────────────────────╮
        │ 4.0 % convert   ▼ 1.9 pp against the 6 h before   matured 4.2 %            ││ p50 ≈4 m 10 s   p90 ≈18 m 00 s         │
        │ ! fell most: Added to cart → Checkout started ▼ 8.2 pp   mobile ▼ 3.6 pp   ││                                        │
        │ ! worst drop: Viewed product → Added to cart   69.2 % leave                ││   < 1 m  ▊                          31 │
        │   slowest: Checkout started → Purchased   ≈2 m 07 s for half of them       ││   1–2 m  ████▉                     212 │
        │                                                                            ││   2–5 m  ████████████████████      871 │
        │ of all    6 %┤▂▁▄▄▂▄▃▂▄▁▃▅▂▄▃▂▄▃▂▅▃▃▄▃▃▃ ▅▄▂▅                    not final ││  5–10 m  ████████████              520 │
        │              │██████████████████████████▇████                              ││ 10–30 m  ████▍                     190 │
        │              │███████████████████████████████▆                             ││  > 30 m  ██▌                       111 │
        │              │████████████████████████████████ ▂▁▁▂▁▁▁▁▂▁                  ││                                        │
        │              │███████████████████████████████████████████▒▒                ││                                        │
        │              │███████████████████████████████████████████▒▒▒▒▒▒▒           ││                                        │
        │           0 %┴───────────────┬────────────────┬────────────────┬           ││                                        │
        │                            10:00            12:00          14:00           ││                                        │
        ╰────────────────────────────────────────────────────────────────────────────╯╰────────────────────────────────────────╯
        ╭─ by device ───────────────────────────────── 1 of 2 fields ◂ ▸ · 3 values ─╮╭─ events ───────────────────────────────╮
        │ device        ▼ users     1→2     2→3     3→4  convert   change     median ││ 14:02:28 u61788  checkout_error        │
        │ mobile !       25,310  28.6 %   6.2 %  73.0 %    1.3 %    ▼ 3.6   5 m 20 s ││ 14:02:28 u69707  search                │
        │ desktop        19,884  34.1 %  31.2 %  67.1 %    7.1 %      0.0   3 m 58 s ││ 14:02:29 u77626  checkout_started      │
        │ tablet          3,016  27.5 %  30.4 %  73.4 %    6.1 %    ▼ 0.2   4 m 01 s ││ 14:02:29 u85545  added_to_cart         │
        │                                                                            ││ 14:02:29 u93464  product_viewed        │
        │                                                                            ││ 14:02:30 u11383  product_viewed        │
        │                                                                            ││ 14:02:30 u19302  product_viewed        │
        │                                                                            ││ 14:02:31 u27221  purchased             │
        ╰────────────────────────────────────────────────────────────────────────────╯╰────────────────────────────────────────╯
         ? help  0-9 view  Tab pane  ↑↓ step  z zoom  , . range  [ ] time  Space pause  b breakdown  s segment  f filter  q quit
        """#
}
