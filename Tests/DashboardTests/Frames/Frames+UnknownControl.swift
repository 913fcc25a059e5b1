extension Frames {
    static let unknownControl = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 10:00   14:02:31
        ╭─ experiment checkout_cta · running 4 h 02 m ─────────────────────────────────╮
        │ there is no control to compare with                                          │
        │ ! no variant is named baseline; there are A, B, C                            │
        │ goal: conversion   share of exposed users                                    │
        │ at most 5 % of no-effect tests are ever called, look as often as you like    │
        │                                                                              │
        │ arm         users converted     rate    lift  95 % interval  verdict         │
        │ A          24,101       774   3.21 %                                         │
        │ B          24,109       887   3.68 %                                         │
        │ C          24,077       790   3.28 %                                         │
        │                                                                              │
        │ split ok (e < 0.1)   33.3 / 33.4 / 33.3 % of 72,287 users, expected thirds   │
        │ in two arms: 12 users, left out                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  x choose  s segment (exploratory)  Space pause  f filter  Esc q back
        """#
}
