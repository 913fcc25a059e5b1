extension Frames {
    static let editor120x40 = #"""
         funneltop   shop.jsonl   reading 43 %   2,413 ev/s   lag 0.4 s    184,302 users                last 6 h ◂ ▸   14:02:31
        ╭─ pick the steps ─────────────────────────────────────────────────────╮╭─ your funnel ─────── Enter counts them live ─╮
        │  step                             events      users                  ││ checkout                                     │
        │  [1] product_viewed              402,118    140,302  ███████████████ ││ within 1 h                                   │
        │  [6] search                      131,406     88,120  ████▉           ││                                              │
        │  [2] added_to_cart                50,212     41,119  █▉              ││  step                                  users │
        │  [ ] checkout_error               21,040     18,004  ▊               ││  1 Viewed product                    140,302 │
        │  [3] checkout_started              5,610      5,220  ▎               ││  2 Added to cart                      41,119 │
        │  [4] purchased                     2,032      1,998  ▏               ││  3 Checkout started                    5,220 │
        │  pages                                                               ││  4 Purchased                           1,998 │
        │  [ ] /                             1,204        988  ███████████████ ││▸ 5 /cart                                 198 │
        │  [ ] /product/4711                   310        204  ███▉            ││  6 search                             88,120 │
        │▸ [5] /cart                           260        198  ███▎            ││                                              │
        │                                                                      ││ Users who did each of them, in whatever      │
        │                                                                      ││ order. How many did them one after the other │
        │                                                                      ││ is counted once you press Enter.             │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        │                                                                      ││                                              │
        ╰──────────────────────────────────────────────────────────────────────╯╰──────────────────────────────────────────────╯
         ? help  Enter take it  Space unpick  ←→ K J order  w window  n name  s save  0-9 view  ↑↓ move  / search  Esc q back
        """#
}
