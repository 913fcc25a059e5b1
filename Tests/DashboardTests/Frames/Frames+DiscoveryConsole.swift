extension Frames {
    static let discoveryConsole = #"""
         shop.jsonl   reading 43 %   2,413 ev/s                 last 6 h ◄ ►   14:02:31
        ┌─ what is in shop.jsonl ──────────────────────────────────── 1-20 of 37 PgDn ─┐
        │ checkout   within 1 h · unique users   in the first 5,000 rows               │
        │  1 Viewed product                          1,409   100 %  ██████████████████ │
        │  2 Added to cart                             371  26.3 %  ████▌───────────── │
        │  3 Checkout started                           79   5.6 %  █───────────────── │
        │  4 Purchased                                  40   2.8 %  ▌───────────────── │
        │ purchased carries revenue and comes last; these are the events most users do │
        │ before it, in this order.                                                    │
        │ Enter counts it live   e changes it   s saves it                             │
        │                                                                              │
        │ jsonl: certain (99.0 %)   looked at the first 5,000 rows                     │
        │ 21 Nov 08:02 to 08:27, 25 m 00 s   1,471 users                               │
        │ time = ts   user = user_id   anonymous = anonymous_id   event = event        │
        │ page = properties.page   revenue = properties.revenue   country = country    │
        │ device = context.device                                                      │
        │                                                                              │
        │  event                      events      users                                │
        │  product_viewed            402,118    140,302  █████████████████████████████ │
        │  search                    131,406     88,120  █████████▌                    │
        │  added_to_cart              50,212     41,119  ███▌                          │
        │  checkout_error             21,040     18,004  █▌                            │
        └──────────────────────────────────────────────────────────────────────────────┘
         ? help  Enter take it  e change it  s save  ↑↓ move  f filter  q quit
        """#
}
