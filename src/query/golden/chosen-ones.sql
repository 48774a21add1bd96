-- {"all":[{"id":["org_1","org_16"]},{"not":{"id":"org_1"}}]}
(`_no` IN {p0:Array(UInt32)}
  AND NOT ifNull(`_no` IN {p1:Array(UInt32)}, 0))
-- p0 = [1,38]
-- p1 = [1]
