-- {"all":[{"text":"软件"},{"field":"region","in":["上海","江苏"]},{"field":"employees","gte":100,"lte":5000},{"field":"registered_capital","gte":"1000万","currency":"CNY"},{"field":"credit_code","valid":true}]}
(((hasAllTokens(_name, {p0:Array(String)}) OR hasAllTokens(_search, {p1:Array(String)}))
  OR _division = 65)
  AND _province IN (31, 32)
  AND (`employees` >= {p2:Float64}
  AND `employees_max` <= {p3:Float64})
  AND (`registered_capital` >= {p4:Float64}
  AND `registered_capital_currency` IN {p5:Array(String)})
  AND (`credit_code` != ''
  AND NOT ifNull(hasAny(`_invalid`, {p6:Array(String)}), 0)))
-- p0 = ["软件"]
-- p1 = ["软件"]
-- p2 = "100"
-- p3 = "5000"
-- p4 = "10000000"
-- p5 = ["CNY"]
-- p6 = ["credit_code"]
