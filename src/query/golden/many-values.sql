-- {"any":[{"field":"credit_code","in":["91310000MA1FL0QX8T"]},{"source":["web","crm"]}]}
(`credit_code` IN {p0:Array(String)}
  OR hasAny(`_sources`, {p1:Array(String)}))
-- p0 = ["91310000MA1FL0QX8T","91310000ma1fl0qx8t"]
-- p1 = ["web","crm"]
