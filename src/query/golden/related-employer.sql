-- {"related":"works_at","where":{"field":"name","contains":"启明"}}
_no IN (SELECT no FROM (SELECT _no AS no, arrayJoin(arrayConcat(arrayMap(x -> sipHash64('works_at.0.0', x), arrayMap(n -> fold(n), if(lengthUTF8(employer_name) < 2, CAST([], 'Array(String)'), [employer_name]))))) AS key FROM (SELECT `_no`, `_name`, `employer_name` FROM {db}.profiles_person WHERE 1)
  UNION ALL SELECT one.profile AS no, sipHash64('hand', two.profile) AS key FROM (SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM {db}.relationships WHERE type = {p0:String} AND kind = 'person' AND side = 0) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_person WHERE _no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'person' AND side = 0)) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_person WHERE no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'person' AND side = 0)) AS l ON n.anchor = l.no
  ) GROUP BY hung) AS one
    INNER JOIN (SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 1) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_organization WHERE _no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 1)) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_organization WHERE no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 1)) AS l ON n.anchor = l.no
  ) GROUP BY hung) AS two ON one.hung = two.hung
  UNION ALL SELECT one.profile AS no, sipHash64('hand', two.profile) AS key FROM (SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM {db}.relationships WHERE type = {p0:String} AND kind = 'person' AND side = 1) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_person WHERE _no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'person' AND side = 1)) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_person WHERE no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'person' AND side = 1)) AS l ON n.anchor = l.no
  ) GROUP BY hung) AS one
    INNER JOIN (SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 0) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_organization WHERE _no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 0)) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_organization WHERE no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 0)) AS l ON n.anchor = l.no
  ) GROUP BY hung) AS two ON one.hung = two.hung) WHERE key IN (SELECT key FROM (SELECT _no AS no, arrayJoin(arrayConcat(arrayMap(x -> sipHash64('works_at.0.0', x), arrayFilter(n -> lengthUTF8(n) >= 2, arrayDistinct(arrayConcat([_name], claimed, arrayMap(n -> fold(n), former_names))))), if(_no IN (SELECT profile FROM (SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 1) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_organization WHERE _no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 1)) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_organization WHERE no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 1)) AS l ON n.anchor = l.no
  ) GROUP BY hung) UNION ALL SELECT profile FROM (SELECT hung, argMin(owner, anchor) AS profile FROM (
    SELECT n.item AS hung, n.anchor AS anchor, if(l.profile = 0, n.anchor, l.profile) AS owner
    FROM (SELECT DISTINCT item, arrayJoin(anchors) AS anchor FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 0) AS n
    INNER JOIN (SELECT _no AS live FROM {db}.facts_organization WHERE _no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 0)) AS f ON n.anchor = f.live
    LEFT JOIN (SELECT no, profile FROM {db}.links_organization WHERE no IN (SELECT arrayJoin(anchors) FROM {db}.relationships WHERE type = {p0:String} AND kind = 'organization' AND side = 0)) AS l ON n.anchor = l.no
  ) GROUP BY hung)), [sipHash64('hand', _no)], emptyArrayUInt64()))) AS key FROM (SELECT `_no`, `_name`, `former_names` FROM {db}.profiles_organization WHERE hasAllTokens(_name, {p1:Array(String)})) AS w LEFT JOIN (SELECT if(l.profile = 0, f._no, l.profile) AS claimant, groupUniqArray(fold(f.name)) AS claimed
    FROM (SELECT _no, name FROM {db}.facts_organization WHERE name != '' AND _no IN (SELECT arrayJoin([no, profile]) FROM (SELECT no, profile FROM {db}.links_organization))) AS f
    LEFT JOIN (SELECT no, profile FROM {db}.links_organization) AS l ON f._no = l.no GROUP BY claimant) AS c ON _no = claimant)))
-- p0 = "works_at"
-- p1 = ["启明"]
