extension Frames {
    static let collecting = #"""
         shop.jsonl   ● following   2,413 ev/s   184,302 users   since 10:00   14:02:31
        ╭─ experiment checkout_cta · running 4 h 02 m · no full week yet ──────────────╮
        │ … collecting for B on revenue/user: 18 of 25 buyers                          │
        │ goal: revenue/user   amount per exposed user                                 │
        │ at most 5 % of no-effect tests are ever called, look as often as you like    │
        │                                                                              │
        │ arm         users    buyers per user    lift  95 % interval  verdict         │
        │ A          24,101        20   0.0401 control                                 │
        │▸B          24,109        18   0.0445 +11.0 %                 … collecting    │
        │ C          24,077        16   0.0393  −1.9 %                 … collecting    │
        │ looks for +10.0 %                                                            │
        │                                                                              │
        │ goal             B against A                waits for (1 more arm with ←→)   │
        │▸revenue/user    +11.0 % … collecting        18 of 25 buyers                  │
        │                                                                              │
        │ the charts over time begin with the second look at B on revenue/user         │
        │                                                                              │
        │ split ok (e < 0.1)   33.3 / 33.4 / 33.3 % of 72,287 users, expected thirds   │
        │ in two arms: 12 users, left out   capped at 310.00: 3 of 1,204 buyers        │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  ←→ arm  x choose  s segment (exploratory)  f filter  Esc q back
        """#
}
