-- {"all":[{"field":"founded","gt":"1999","lte":"2024-05"},{"field":"founded","lt":"today"},{"field":"employees","exists":true,"ne":50},{"updated":{"within":"30d"}},{"completeness":{"gte":10}}]}
((`founded` > {p0:UInt32}
  AND `founded` <= {p1:UInt32})
  AND `founded` < {p2:UInt32}
  AND (NOT ifNull((`employees` = {p3:Float64}
  AND `employees_max` = {p4:Float64}), 0)
  AND (`employees` IS NOT NULL
  OR `employees_max` IS NOT NULL))
  AND `_updated` >= {p5:DateTime('UTC')}
  AND `_completeness` >= {p6:Float64})
-- p0 = "19991231"
-- p1 = "20240531"
-- p2 = "20250615"
-- p3 = "50"
-- p4 = "50"
-- p5 = "2025-05-16 08:00:00"
-- p6 = "10"
