extension Frames {
    static let discoveryWithoutProfile = #"""
         shop.jsonl   reading 43 %   2,413 ev/s                 last 6 h ◂ ▸   14:02:31
        ╭─ what is in shop.jsonl ──────────────────────────────────────────────────────╮
        │ no funnel suggests itself: the data has not been looked at in advance        │
        │ e picks the steps from the list                                              │
        │ or type  :funnel product_viewed > search within 1h                           │
        │                                                                              │
        │ read as jsonl                                                                │
        │                                                                              │
        │  event                      events      users                                │
        │  product_viewed            402,118    140,302  █████████████████████████████ │
        │  search                    131,406     88,120  █████████▌                    │
        │  added_to_cart              50,212     41,119  ███▋                          │
        │  checkout_error             21,040     18,004  █▌                            │
        │  checkout_started            5,610      5,220  ▍                             │
        │  purchased                   2,032      1,998  ▏                             │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  e pick steps  0-9 view  ↑↓ move  Space pause  f filter  q quit
        """#
}
