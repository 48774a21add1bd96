-- {"related":"shares_phone","kind":"organization"}
_no IN (SELECT own.no FROM (SELECT _no AS no, arrayJoin(arrayConcat(arrayMap(x -> sipHash64('shares_phone.0.0', x), phones))) AS key FROM (SELECT `_no`, `_name`, `phones` FROM {db}.profiles_organization WHERE 1)) AS own
    INNER JOIN (SELECT key, min(no) AS low, max(no) AS high FROM (SELECT _no AS no, arrayJoin(arrayConcat(arrayMap(x -> sipHash64('shares_phone.0.0', x), phones))) AS key FROM (SELECT `_no`, `_name`, `phones` FROM {db}.profiles_organization WHERE 1)) GROUP BY key) AS their ON own.key = their.key
    WHERE their.low != own.no OR their.high != own.no)
-- p0 = "shares_phone"
