extension Frames {
    static let effects80x24 = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 10:00   14:02:31
        ╭─ landing page · no full week yet · effects ───────────────────────── 2 of 2 ─╮
        │ ★ headline = loud wins on conversion, called 13:20                           │
        │ ✗ headline × button: loud × red do less together than apart on conversion,   │
        │ called 13:50   all arms together: e = 31                                     │
        │ goal: conversion   share of exposed users                                    │
        │ at most 5 % of no-effect tests are ever called, look as often as you like    │
        │                                                                              │
        │ effect on conversion              lift  95 % interval  evid.  verdict        │
        │ headline = loud                 +9.1 %   +3.1 … +15.4  100 %  ★ winner       │
        │ button = red                    −2.0 %    −9.0 … +5.0    0 %  see interaction│
        │ headline × button: loud × red  −17.0 %   −29.0 … −4.0  100 %  ✗ loser        │
        │                                                                              │
        │ rate of every combination                                                    │
        │ headline \ button                grey               red                      │
        │ calm                           10.0 %            10.8 %                      │
        │ loud                           11.2 %            9.95 %                      │
        │                                                                              │
        │ split ok (e = 0.1)                                                           │
        │ 25.0 / 24.9 / 25.1 / 25.0 % of 20,014 users, expected quarters               │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  Tab experiment  x choose  m arms  Space pause  f filter  Esc q back
        """#
}
