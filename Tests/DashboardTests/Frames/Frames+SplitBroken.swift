extension Frames {
    static let splitBroken = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 10:00   14:02:31
        ╭─ experiment checkout_cta · running 4 h 02 m · no full week yet ──────────────╮
        │ ! split broken: users are not split as they should be; nothing is called     │
        │ until that is mended                                                         │
        │ ! the split changed: 33.3 / 33.3 / 33.4 % before, now 25.0 / 50.0 / 25.0 %;  │
        │ p declares a phase from 13:10 on                                             │
        │ goal 1 of 3: conversion   share of exposed users                             │
        │ at most 5 % of no-effect tests are ever called, look as often as you like    │
        │                                                                              │
        │ arm         users converted     rate    lift  95 % interval  verdict         │
        │ A          24,101       774   3.21 % control                                 │
        │▸B          31,207       887   3.68 % +14.6 %   +2.1 … +28.6  ! split broken  │
        │ C          24,077       790   3.28 %  +2.2 %   −8.4 … +13.9  ! split broken  │
        │ looks for +10.0 %                                                            │
        │                                                                              │
        │ goal             B against A                waits for (1 more arm with ←→)   │
        │▸conversion      +14.6 % [+2.1 … +28.6] !                                     │
        │ revenue/user    +11.0 % ! split broken                                       │
        │ order value      −3.1 % [−12.0 … +7.0] !    unadjusted, never called         │
        │ ! split BROKEN (e > 9999)                                                    │
        │ 30.4 / 39.3 / 30.3 % of 79,385 users, expected thirds                        │
        │ in two arms: 12 users, left out                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  ↑↓ goal  ←→ arm  p declare phase  f filter  Esc q back
        """#
}
