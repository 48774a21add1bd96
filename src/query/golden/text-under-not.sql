-- {"not":{"text":"软件 科技有限"}}
NOT ifNull(((_search LIKE {p0:String}
  OR `industry` BETWEEN 6500 AND 6599)
  AND _search LIKE {p1:String}), 0)
-- p0 = "%软件%"
-- p1 = "%科技有限%"
