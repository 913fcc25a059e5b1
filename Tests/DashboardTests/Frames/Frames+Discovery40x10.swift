extension Frames {
    static let discovery40x10 = #"""
         shop.jsonl  reading 43 %    6 h  14:02
         the first 5,000 rows    1–7 of 35 PgDn
          1 Viewed product         1,409   100 %
          2 Added to cart            371  26.3 %
          3 Checkout started          79   5.6 %
          4 Purchased                 40   2.8 %
         Enter takes it   e changes it

         jsonl: certain (99.0 %)
         ? help  Enter take it  q quit
        """#
}
