extension Frames {
    static let oneArm = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 10:00   14:02:31
        ╭─ experiment checkout_cta · running 4 h 02 m ─────────────────────────────────╮
        │ there is nothing to compare yet                                              │
        │ ! only A has users so far: there is nothing to compare it with               │
        │ goal: conversion   share of exposed users                                    │
        │ at most 5 % of no-effect tests are ever called, look as often as you like    │
        │                                                                              │
        │ arm         users converted     rate    lift  95 % interval  verdict         │
        │ A          24,101       774   3.21 % control                                 │
        │                                                                              │
        │ split unknown                                                                │
        │                                                                              │
        │                                                                              │
        │                                                                              │
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
