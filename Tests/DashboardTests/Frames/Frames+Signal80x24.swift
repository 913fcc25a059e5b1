extension Frames {
    static let signal80x24 = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 08:02   14:02:31
        ╭─ engaged ─────────────────────────────────────────────────────── 2 of 6 ◂ ▸ ─╮
        │ secondary, duration: a session lasted at least 2 m                           │
        │                                                                              │
        │ users           61,400  33.3 % of all                                        │
        │ sessions        30.2 %  of all sessions                                      │
        │ events          92,100  since the start                                      │
        │ revenue           1.07  a user with it                                       │
        │ converted          640  1,295 without it                                     │
        │ lift          ~ +2.1 %  95 %: −6.0 … +11.0                                   │
        │                         ───▐█████████████┼████████████████████████▌───       │
        │                         whether those who did it convert more often cannot   │
        │                         be told yet                                          │
        │                                                                              │
        │ events  100┤                                            ▁▁              ▅▅▂  │
        │            │            ▂▂              ▅▅▃            ▄██▇     ▁▁     ▇███▄ │
        │            │           ▅███     ▂▂     ████▄    ▅▅▃   ▂█████   ▄██▇▂  ▅█████ │
        │            │   ▁▆▆▄   ▃█████   ▅███▃▁▁▆█████▁▁▃████▇▅▅██████▄▄▇█████████████ │
        │            │▂▂▄█████▅▅██████▅▅██████████████████████████████████████████████ │
        │            │████████████████████████████████████████████████████████████████ │
        │           0┴───────────────┬───────────────┬───────────────┬───────────────┬ │
        │                          11:00           12:00           13:00         14:00 │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  Space pause  ←→ next  f filter  / search  Esc q back
        """#
}
