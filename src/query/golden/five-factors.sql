-- {"all":[{"text":"软件"},{"field":"region","in":["上海","江苏"]},{"field":"employees","gte":100,"lte":5000},{"field":"registered_capital","gte":"1000万","currency":"CNY"},{"field":"credit_code","valid":true}]}
((hasAllTokens(_search, {p0:Array(String)})
  OR `industry` BETWEEN 6500 AND 6599)
  AND (`region` BETWEEN 310000 AND 319999 OR `region` BETWEEN 320000 AND 329999)
  AND (`employees` >= {p1:Float64}
  AND `employees_max` <= {p2:Float64})
  AND (`registered_capital` >= {p3:Float64}
  AND `registered_capital_currency` IN {p4:Array(String)})
  AND (`credit_code` != ''
  AND NOT ifNull(hasAny(`_invalid`, {p5:Array(String)}), 0)))
-- p0 = ["软件"]
-- p1 = "100"
-- p2 = "5000"
-- p3 = "10000000"
-- p4 = ["CNY"]
-- p5 = ["credit_code"]
