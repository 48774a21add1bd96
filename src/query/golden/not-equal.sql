-- {"all":[{"field":"ownership","ne":"民营企业"},{"field":"phones","eq":"138 0013 8000"}]}
(NOT ifNull(`ownership` IN {p0:Array(String)}, 0)
  AND hasAny(`phones`, {p1:Array(String)}))
-- p0 = ["private"]
-- p1 = ["138 0013 8000","+8613800138000"]
