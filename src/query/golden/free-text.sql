-- {"text":"上海 软件科技 huawkj 13800138000 info@example.com 华"}
(((hasAllTokens(_name, {p0:Array(String)}) OR hasAllTokens(_search, {p1:Array(String)}))
  OR _province = 31)
  AND ((hasAllTokens(_name, {p2:Array(String)}) OR hasAllTokens(_search, {p3:Array(String)}))
  AND ((hasAllTokens(_name, {p2:Array(String)}) AND (_name_again = '' OR _name_again LIKE {p4:String})) OR (hasAllTokens(_search, {p3:Array(String)}) AND (_words_again = '' OR _words_again LIKE {p5:String}))))
  AND (((hasAllTokens(_name, {p6:Array(String)}) OR hasAllTokens(_search, {p7:Array(String)}))
  OR hasAllTokens(_search, {p10:Array(String)})
  OR hasAllTokens(_search, {p12:Array(String)}))
  AND (((hasAllTokens(_name, {p6:Array(String)}) AND (_name_again = '' OR _name_again LIKE {p8:String})) OR (hasAllTokens(_search, {p7:Array(String)}) AND _search LIKE {p9:String}))
  OR match(_search, {p11:String})
  OR match(_search, {p13:String})))
  AND (((hasAllTokens(_name, {p14:Array(String)}) OR hasAllTokens(_search, {p15:Array(String)}))
  OR startsWith(`credit_code`, {p18:String})
  OR startsWith(`registration_number`, {p19:String})
  OR arrayExists(x -> startsWith(x, {p20:String}), `phones`))
  AND (((hasAllTokens(_name, {p14:Array(String)}) AND (_name_again = '' OR _name_again LIKE {p16:String})) OR (hasAllTokens(_search, {p15:Array(String)}) AND _search LIKE {p17:String}))
  OR startsWith(`credit_code`, {p18:String})
  OR startsWith(`registration_number`, {p19:String})
  OR arrayExists(x -> startsWith(x, {p20:String}), `phones`)))
  AND (((hasAllTokens(_name, {p21:Array(String)}) OR hasAllTokens(_search, {p22:Array(String)}))
  OR arrayExists(x -> startsWith(x, {p25:String}), `emails`))
  AND (((hasAllTokens(_name, {p21:Array(String)}) AND (_name_again = '' OR _name_again LIKE {p23:String})) OR (hasAllTokens(_search, {p22:Array(String)}) AND _search LIKE {p24:String}))
  OR arrayExists(x -> startsWith(x, {p25:String}), `emails`)))
  AND (_name LIKE {p26:String} OR _search LIKE {p27:String}))
-- p0 = ["上海"]
-- p1 = ["上海"]
-- p2 = ["软件","件科","科技"]
-- p3 = ["软件","件科","科技"]
-- p4 = "%软件科技%"
-- p5 = "%软件科技%"
-- p6 = ["hu","ua","aw","wk","kj"]
-- p7 = ["hu","ua","aw","wk","kj"]
-- p8 = "%huawkj%"
-- p9 = "%huawkj%"
-- p10 = ["hw","wk","kj"]
-- p11 = "\ue078[w\ue147-\ue14f][k\ue08d-\ue09e][j\ue07f-\ue08c]"
-- p12 = ["ha","aw","wk","kj"]
-- p13 = "\ue077\ue000[w\ue147-\ue14f][k\ue08d-\ue09e][j\ue07f-\ue08c]"
-- p14 = ["13","38","80","00","01"]
-- p15 = ["13","38","80","00","01"]
-- p16 = "%13800138000%"
-- p17 = "%13800138000%"
-- p18 = "13800138000"
-- p19 = "13800138000"
-- p20 = "+8613800138000"
-- p21 = ["in","nf","fo","o@","@e","ex","xa","am","mp","pl","le","e.",".c","co","om"]
-- p22 = ["in","nf","fo","o@","@e","ex","xa","am","mp","pl","le","e.",".c","co","om"]
-- p23 = "%info@example.com%"
-- p24 = "%info@example.com%"
-- p25 = "info@example.com"
-- p26 = "%华%"
-- p27 = "%华%"
