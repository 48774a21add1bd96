-- {"said":"negative","about":["delivery"],"within":"90d","times":{"gte":2}}
_no IN (SELECT profile FROM (SELECT own.profile AS profile, message FROM {db}.opinions FINAL
    INNER JOIN (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = {p0:String}) AS own ON entity = owned
    WHERE item = '' AND (hasAny(`felt`, {p1:Array(String)})
  AND `ts` >= {p2:DateTime('UTC')})
  UNION ALL
  SELECT own.profile AS profile, message FROM {db}.opinions FINAL
    INNER JOIN (SELECT hung, profile FROM (SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM {db}.opinions WHERE entity = 0 AND item != '' AND kind = {p0:String}) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_organization WHERE _no IN (SELECT arrayJoin(anchors) FROM {db}.opinions WHERE entity = 0 AND item != '' AND kind = {p0:String})) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_organization WHERE no IN (SELECT arrayJoin(anchors) FROM {db}.opinions WHERE entity = 0 AND item != '' AND kind = {p0:String})) AS l ON n.anchor = l.no
  ) GROUP BY hung) WHERE 1) AS own ON item = own.hung
    WHERE entity = 0 AND item != '' AND (hasAny(`felt`, {p1:Array(String)})
  AND `ts` >= {p2:DateTime('UTC')})) GROUP BY profile HAVING count() >= 2)
-- p0 = "organization"
-- p1 = ["delivery:negative"]
-- p2 = "2025-03-17 08:00:00"
