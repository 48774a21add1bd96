-- {"said":"negative","about":["delivery"],"within":"90d","times":{"gte":2}}
_no IN (SELECT profile FROM {db}.opinions FINAL
    INNER JOIN (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = {p0:String}) AS own ON entity = owned
    WHERE (hasAny(`felt`, {p1:Array(String)})
  AND `ts` >= {p2:DateTime('UTC')}) GROUP BY profile HAVING count() >= 2)
-- p0 = "organization"
-- p1 = ["delivery:negative"]
-- p2 = "2025-03-17 08:00:00"
