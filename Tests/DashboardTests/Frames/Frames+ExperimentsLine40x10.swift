extension Frames {
    static let experimentsLine40x10 = #"""
         shop.jsonl  ● 2,413 ev/s    6 h  14:02
         1 Viewed product    48,210  100 % █████
         2 Added to cart  !  14,849 30.8 % █▌
         3 Checkout start…    2,819 19.0 % ▎
         4 Purchased          1,935 68.6 % ▎

         4.0 % convert ▼ 1.9 pp   ! step 1 → 2
         ! fell most: step 2 → 3 ▼ 8.2 pp
         A/B checkout_cta: ★ B +14.6 %
         ? help  Tab pane  , . range  q quit
        """#
}
