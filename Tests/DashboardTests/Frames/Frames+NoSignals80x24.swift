extension Frames {
    static let noSignals80x24 = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 08:02   14:02:31
        ╭─ no signal yet ──────────────────────────────────────────────────────────────╮
        │                                                                              │
        │                                                                              │
        │   A signal is a micro-conversion: a page, an event or a length of time that  │
        │   shows progress.                                                            │
        │   It is told how many users do it, and how much likelier they are to convert │
        │   afterwards.                                                                │
        │                                                                              │
        │   One line of funneltop.yaml turns on a ready-made set:                      │
        │     signals: shop                                                            │
        │     signals: saas                                                            │
        │                                                                              │
        │   or name your own there:                                                    │
        │     signals:                                                                 │
        │       product seen:   {page: "/product/*", role: milestone}                  │
        │       engaged:        {session_length: ">= 2m"}                              │
        │       read the guide: {dwell: "/guide/*", at_least: 45s}                     │
        │       newsletter:     {event: newsletter_signup}                             │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  Space pause  f filter  / search  : command  Esc q back
        """#
}
