-- {"field":"former_names","in":["上海O'Neil\\","ACME 银行集团"]}
arrayExists(x -> fold(lowerUTF8(x)) IN {p0:Array(String)}, `former_names`)
-- p0 = ["上海o'neil\\","acme 银行集团"]
