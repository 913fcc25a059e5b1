extension Frames {
    static let experiment40x10 = #"""
         shop.jsonl  ● 2,413 ev/s   since 10:00
         checkout_cta            1–7 of 14 PgDn
         ★ B wins on conversion, called 13:41
         goal 1 of 3: conversion
         arm          lift  verdict
         A         control
        ▸B         +14.6 %  ★ winner
         C          +2.2 %  ~ undecided
         goal           B against A
         ? help  Tab experiment  Esc q back
        """#
}
