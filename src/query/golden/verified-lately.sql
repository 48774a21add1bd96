-- {"not":{"verified":"phones","within":"30d"}}
NOT ifNull(_no IN (SELECT profile FROM (SELECT profile, value, argMax(means, (at, outcome = 'wrong', id)) AS means, max(at) AS newest FROM (SELECT DISTINCT profile, id, value, outcome, means, at FROM (
    SELECT v.id AS id, v.value AS value, v.outcome AS outcome, v.means AS means, v.at AS at, v.place AS place, o.profile AS profile,
      min(v.place) OVER (PARTITION BY v.id) AS first
    FROM (SELECT id, value, outcome, means, at, no, place FROM {db}.verifications
    ARRAY JOIN numbers AS no, arrayEnumerate(numbers) AS place WHERE kind = 'organization' AND field = {p0:String}) AS v INNER JOIN (
      SELECT f._no AS no, if(l.profile = 0, f._no, l.profile) AS profile
      FROM (SELECT _no FROM {db}.facts_organization WHERE _no IN (SELECT arrayJoin(numbers) FROM {db}.verifications WHERE kind = 'organization' AND field = {p0:String})) AS f
      LEFT JOIN (SELECT no, profile FROM {db}.links_organization WHERE no IN (SELECT arrayJoin(numbers) FROM {db}.verifications WHERE kind = 'organization' AND field = {p0:String})) AS l ON f._no = l.no
    ) AS o ON v.no = o.no
  ) WHERE outcome = 'wrong' OR place = first)
    WHERE (profile, value) IN (
      SELECT _no, arrayJoin(arrayMap(x -> toString(x), `phones`)) FROM {db}.profiles_organization WHERE _no IN (SELECT arrayJoin(numbers) FROM {db}.verifications WHERE kind = 'organization' AND field = {p0:String} UNION DISTINCT SELECT profile FROM {db}.links_organization WHERE no IN (SELECT arrayJoin(numbers) FROM {db}.verifications WHERE kind = 'organization' AND field = {p0:String})))
    GROUP BY profile, value
    HAVING argMax(outcome, (at, outcome = 'wrong', id)) = 'confirmed' AND newest >= toDateTime64({p1:String}, 3, 'UTC'))), 0)
-- p0 = "phones"
-- p1 = "2025-05-16 08:00:00.000"
