extension Frames {
    static let zoomed = #"""
         shop.jsonl   ● following   2,413 ev/s                  last 6 h ◂ ▸   14:02:31
        ╭─ checkout  1 of 2 ─────────────────────────────── within 1 h · unique users ─╮
        │ step                                      users   of all  of prev     change │
        │ 1 Viewed product                         48,210    100 %                     │
        │   ██████████████████████████████████████████████████████████████████████████ │
        │   ╰ 33,361 left  −69.2 % !  lost 28,157 · open 5,204      ≈41 s  █████████▒▒ │
        │▸2 Added to cart                          14,849   30.8 %   30.8 %   ▼ 0.1 pp │
        │   ██████████████████████▊─────────────────────────────────────────────────── │
        │   ╰ 12,030 left  −81.0 %    lost 10,391 · open 1,639  ≈1 m 52 s  ███████▁▁▒▒ │
        │ 3 Checkout started                        2,819    5.8 %   19.0 %   ▼ 8.2 pp │
        │   ████▍───────────────────────────────────────────────────────────────────── │
        │   ╰    884 left  −31.4 %    lost    751 · open   133  ≈2 m 07 s  ▆▇▇▆▇▆▇▇▆▒▒ │
        │ 4 Purchased                               1,935    4.0 %   68.6 %   ▼ 1.7 pp │
        │   ███─────────────────────────────────────────────────────────────────────── │
        │                                                                              │
        │ 4.0 % convert   ▼ 1.9 pp against the 6 h before   matured 4.2 %              │
        │ ! fell most: Added to cart → Checkout started ▼ 8.2 pp   mobile ▼ 3.6 pp     │
        │ ! worst drop: Viewed product → Added to cart   69.2 % leave                  │
        │   slowest: Checkout started → Purchased   ≈2 m 07 s for half of them         │
        │                                                                              │
        │                                                                              │
        │                                                                              │
        ╰──────────────────────────────────────────────────────────────────────────────╯
         ? help  Tab pane  ↑↓ step  z zoom  , . range  b breakdown  f filter  Esc q back
        """#
}
