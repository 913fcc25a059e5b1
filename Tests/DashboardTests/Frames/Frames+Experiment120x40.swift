extension Frames {
    static let experiment120x40 = #"""
         funneltop   shop.jsonl   ● following   2,413 ev/s   lag 0.4 s    184,302 users                  since 10:00   14:02:31
        ╭─ experiment checkout_cta · running 4 h 02 m · no full week yet ───────────────────────────────────────────── 1 of 2 ─╮
        │ ★ B wins on conversion, called 13:41                                                                                 │
        │ goal 1 of 3: conversion   at most 5 % of no-effect tests are ever called, look as often as you like                  │
        │                                                                                                                      │
        │ arm         users converted     rate    lift  interval, 95 % always       evidence                   verdict         │
        │ A          24,101       774   3.21 % control                                                                         │
        │▸B          24,109       887   3.68 % +14.6 %  ───┼█████▌─   +2.1 … +28.6  █████████  100 %   e = 41  ★ winner        │
        │ C          24,077       790   3.28 %  +2.2 %  ─▐█┼██▌────   −8.4 … +13.9  ─│───────    0 %  e = 0.8  ~ undecided     │
        │ for display (B): 98.1 % best, expected loss <0.1 %   looks for +10.0 %                                               │
        │ GrowthBook sequential would say: no call [−1.0 … +31.0]                                                              │
        │                                                                                                                      │
        │ goal             B against A                 C against A                waits for                                    │
        │▸conversion      +14.6 % [+2.1 … +28.6] ★     +2.2 % [−8.4 … +13.9] ~    C: about 62,000 more users if this holds     │
        │ revenue/user    +11.0 % … collecting         −1.9 % … collecting        B: 18 of 25 buyers · C: 16 of 25 buyers      │
        │ order value      −3.1 % [−12.0 … +7.0] ▼     −4.0 % … collecting        shown without adjustment, never called       │
        │                                                                                                                      │
        │ evidence over time (B, conversion), 100 % calls            lift in % with its interval (B, conversion)               │
        │ 100 %┤                                     ╭────────★────  +40┤░░░░░░░░░░░░░░░░░      ░                              │
        │      │                                  ╭──╯                  │░░░░░░░░░░░░░░░░░░░░   ░░░░░░                         │
        │      │                              ╭───╯                     │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░                    │
        │  75 %┤                           ╭──╯                         │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░         │
        │      │                           │                            │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │
        │      │                       ╭───╯                            │░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │
        │      │                    ╭──╯                                │░░░••••░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │
        │  50 %┤                 ╭──╯                                   │░░░░░░░•░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │
        │      │             ╭───╯                                      │░░░░░░░░•••••░░░░░░░░░░••••••••••••••••░░░░░░░░░░░••• │
        │      │          ╭──╯                                          │░░░░░░░░░░░░░••••••••••░░░░░░░░░░░░░░░░•••••••••••░░░ │
        │  25 %┤      ╭───╯                                             │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │
        │      │      │                                                 │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │
        │      │   ╭──╯                                                 │░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░ │
        │      │───╯                                                   0┼───────────────────────────────────────────────────── │
        │      │                                                      −2│░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░            │
        │   0 %┴─────────────────────────┬────────────────────────┬     ┴──────────────────────────┬─────────────────────────┬ │
        │                              12:00                  14:00                              12:00                   14:00 │
        │                                                                                                                      │
        │ split ok (e < 0.1)   33.3 / 33.4 / 33.3 % of 72,287 users, expected thirds   in two arms: 12 users, left out         │
        │                                                                                                                      │
        ╰──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────╯
         ? help  0-9 view  ↑↓ goal  ←→ arm  Tab experiment  x choose  s segment (exploratory)  Space pause  f filter  Esc q back
        """#
}
