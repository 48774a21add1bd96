-- {"not":{"text":"软件 科技有限"}}
NOT ifNull((((_name LIKE {p0:String} OR _search LIKE {p1:String})
  OR _division = 65)
  AND (_name LIKE {p2:String} OR _search LIKE {p3:String})), 0)
-- p0 = "%软件%"
-- p1 = "%软件%"
-- p2 = "%科技有限%"
-- p3 = "%科技有限%"
