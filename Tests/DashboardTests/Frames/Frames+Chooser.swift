extension Frames {
    static let chooser = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ checkout  1 of 2 ─────────────────────────────── within 1 h · unique users ─╮
        │ step                                      users   of all  of prev     change │
        │ 1 Viewed product     ████████████████    48,210    100 %                     │
        │   ╰ 33╭─ break down by ──────────────────────────────────────────────╮████▒▒ │
        │ 2 Adde│                                                              │0.1 pp │
        │   ╰ 12│ ▸ device                                            3 values │██▁▁▒▒ │
        │ 3 Chec│   country                                          61 values │8.2 pp │
        │   ╰   │   event                                                      │▆▇▇▆▒▒ │
        │ 4 Purc│   page                                                       │1.7 pp │
        │       │   revenue                                                    │       │
        │ 4.0 % │   session                                                    │       │
        │ ! fell│   user                                                       │pp     │
        │ ! wors│                                                              │       │
        │   slow│ type to narrow, or any field name                            │       │
        ╰───────╰──────────────────────────────────────────────────────────────╯───────╯
        ╭─ by device ─────────────────────────────────── 1 of 2 fields ◂ ▸ · 3 values ─╮
        │ device          ▼ users     1→2     2→3     3→4  convert   change     median │
        │ mobile !         25,310  28.6 %   6.2 %  73.0 %    1.3 %    ▼ 3.6   5 m 20 s │
        │ desktop          19,884  34.1 %  31.2 %  67.1 %    7.1 %      0.0   3 m 58 s │
        │ tablet            3,016  27.5 %  30.4 %  73.4 %    6.1 %    ▼ 0.2   4 m 01 s │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         Enter choose  Esc cancel  ↑↓ move
        """#
}
