extension Frames {
    static let help = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ help ───────────────────────────────────────────────────────── 1–20 of 115 ─╮
        │ Look around                                                                  │
        │  ?               this help, made of the keys that work (also F1)             │
        │  0-9             a view by its number: they stand under Views                │
        │  Tab             next pane; Shift-Tab the one before                         │
        │  ↑↓              in the funnel: choose a step, see what came next (also k j) │
        │  ↑↓              in lists: one row up, one row down (also k j)               │
        │  ←→              other funnel, field or experiment, by the pane (also h l)   │
        │  z               give the pane the whole screen, or take it back             │
        │  Enter           go deeper: zoom the pane, or view 3; in the help: close it  │
        │  Esc             back to where one was                                       │
        │  Esc             in view 1: unzoom, clear the search, deselect the step      │
        │  g G             first, last row; G follows new events (also Home End)       │
        │  PgUp PgDn       one page up, one page down                                  │
        │                                                                              │
        │ Time                                                                         │
        │  , .             shorter, longer range: 15 m, 1 h, 6 h, 1 d, 7 d, 30 d, all  │
        │  [ ]             one range back in time, one forward                         │
        │  Space           hold the picture; reading goes on and is counted            │
        │                                                                              │
        │ Choose the numbers                                                           │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  ↑↓ move  Esc q back
        """#
}
