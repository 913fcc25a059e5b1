extension Frames {
    static let experiment80x24 = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 10:00   14:02:31
        ╭─ experiment checkout_cta · running 4 h 02 m · no full week yet ───── 1 of 2 ─╮
        │ ★ B wins on conversion, called 13:41                                         │
        │ goal 1 of 3: conversion   share of exposed users                             │
        │ at most 5 % of no-effect tests are ever called, look as often as you like    │
        │                                                                              │
        │ arm         users converted     rate    lift  95 % interval  verdict         │
        │ A          24,101       774   3.21 % control                                 │
        │▸B          24,109       887   3.68 % +14.6 %   +2.1 … +28.6  ★ winner        │
        │ C          24,077       790   3.28 %  +2.2 %   −8.4 … +13.9  ~ undecided     │
        │ evidence B ████████████████████████  100 %   e = 41                          │
        │ for display (B): 98.1 % best, expected loss <0.1 %   looks for +10.0 %       │
        │ GrowthBook sequential would say: no call [−1.0 … +31.0]                      │
        │                                                                              │
        │ goal             B against A                waits for (1 more arm with ←→)   │
        │▸conversion      +14.6 % [+2.1 … +28.6] ★    called 13:41                     │
        │ revenue/user    +11.0 % … collecting        18 of 25 buyers                  │
        │ order value      −3.1 % [−12.0 … +7.0] ▼    unadjusted, never called         │
        │                                                                              │
        │ split ok (e < 0.1)   33.3 / 33.4 / 33.3 % of 72,287 users, expected thirds   │
        │ in two arms: 12 users, left out                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  ↑↓ goal  ←→ arm  Tab experiment  f filter  Esc q back
        """#
}
