-- {"text":"上海 软件科技 huawkj 13800138000 info@example.com 华"}
((hasAllTokens(_search, {p0:Array(String)})
  OR `region` BETWEEN 310000 AND 319999)
  AND (hasAllTokens(_search, {p1:Array(String)})
  AND _search LIKE {p2:String})
  AND ((hasAllTokens(_search, {p3:Array(String)})
  OR hasAllTokens(_search, {p5:Array(String)})
  OR hasAllTokens(_search, {p7:Array(String)}))
  AND (_search LIKE {p4:String}
  OR match(_search, {p6:String})
  OR match(_search, {p8:String})))
  AND ((hasAllTokens(_search, {p9:Array(String)})
  OR startsWith(`credit_code`, {p11:String})
  OR startsWith(`registration_number`, {p12:String})
  OR arrayExists(x -> startsWith(x, {p13:String}), `phones`))
  AND (_search LIKE {p10:String}
  OR startsWith(`credit_code`, {p11:String})
  OR startsWith(`registration_number`, {p12:String})
  OR arrayExists(x -> startsWith(x, {p13:String}), `phones`)))
  AND ((hasAllTokens(_search, {p14:Array(String)})
  OR arrayExists(x -> startsWith(x, {p16:String}), `emails`))
  AND (_search LIKE {p15:String}
  OR arrayExists(x -> startsWith(x, {p16:String}), `emails`)))
  AND _search LIKE {p17:String})
-- p0 = ["上海"]
-- p1 = ["软件","件科","科技"]
-- p2 = "%软件科技%"
-- p3 = ["hu","ua","aw","wk","kj"]
-- p4 = "%huawkj%"
-- p5 = ["hw","wk","kj"]
-- p6 = "\ue078[w\ue147-\ue14f][k\ue08d-\ue09e][j\ue07f-\ue08c]"
-- p7 = ["ha","aw","wk","kj"]
-- p8 = "\ue077\ue000[w\ue147-\ue14f][k\ue08d-\ue09e][j\ue07f-\ue08c]"
-- p9 = ["13","38","80","00","01"]
-- p10 = "%13800138000%"
-- p11 = "13800138000"
-- p12 = "13800138000"
-- p13 = "+8613800138000"
-- p14 = ["in","nf","fo","o@","@e","ex","xa","am","mp","pl","le","e.",".c","co","om"]
-- p15 = "%info@example.com%"
-- p16 = "info@example.com"
-- p17 = "%华%"
