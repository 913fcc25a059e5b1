extension Frames {
    static let signalConsole = #"""
         shop.jsonl   • following   2,413 ev/s   184,302 users   since 08:02   14:02:31
        ┌─ product seen ────────────────────────────────────────────────── 1 of 6 ◄ ► ─┐
        │ milestone, destination: the page /product/* was seen                         │
        │                                                                              │
        │ users          121,004  65.7 % of all                                        │
        │ sessions        48.1 %  of all sessions                                      │
        │ events         181,506  since the start                                      │
        │ revenue           1.42  a user with it                                       │
        │ converted        1,702  233 without it                                       │
        │ lift         ▲ +31.0 %  95 %: +18.0..+45.0                                   │
        │                         ───┼───────────────▐██████████████████████▌───       │
        │                         those who did it are more likely to convert          │
        │                         (checkout: Purchased) afterwards: not by chance      │
        │                                                                              │
        │ events  200┤                                                                 │
        │            │                                            ▄▄▄            ▄███  │
        │            │            ██▄            ▄███     ▄▄     ████▄    ▄▄▄   ▄█████ │
        │            │    ▄▄▄    █████   ▄██▄   ▄█████   ████▄▄▄██████▄▄▄█████████████ │
        │            │  ▄█████▄▄██████▄▄██████████████████████████████████████████████ │
        │            │████████████████████████████████████████████████████████████████ │
        │           0┴───────────────┬───────────────┬───────────────┬───────────────┬ │
        │                          11:00           12:00           13:00         14:00 │
        └──────────────────────────────────────────────────────────────────────────────┘
         ? help  0-9 view  Space pause  ←→ next  f filter  / search  Esc q back
        """#
}
