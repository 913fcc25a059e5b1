extension Frames {
    static let editor80x24 = #"""
         shop.jsonl   reading 43 %   2,413 ev/s                 last 6 h ◂ ▸   14:02:31
        ╭─ pick the steps ──────────────────────────────────── Enter counts them live ─╮
        │ checkout   within 1 h                                                        │
        │ 1 Viewed product → 2 Added to cart → 3 Checkout started → 4 Purchased → 5    │
        │ /cart → 6 search                                                             │
        │  step                                events      users                       │
        │  [1] product_viewed                 402,118    140,302  ████████████████████ │
        │  [6] search                         131,406     88,120  ██████▌              │
        │  [2] added_to_cart                   50,212     41,119  ██▌                  │
        │  [ ] checkout_error                  21,040     18,004  █                    │
        │  [3] checkout_started                 5,610      5,220  ▎                    │
        │  [4] purchased                        2,032      1,998  ▏                    │
        │  pages                                                                       │
        │  [ ] /                                1,204        988  ████████████████████ │
        │  [ ] /product/4711                      310        204  █████▏               │
        │▸ [5] /cart                              260        198  ████▍                │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  Enter take it  Space unpick  ←→ K J order  w window  n name  Esc q back
        """#
}
