_no IN (SELECT profile FROM (
    SELECT profile, toFloat64(sum(n)) AS times, toFloat64(sum(amounts)) AS sum_amount, sum_amount / times AS avg_amount,
      toFloat64(sum(quantities)) AS sum_quantity, sum_quantity / times AS avg_quantity
    FROM (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = {p0:String}) AS own
    INNER JOIN (
      SELECT entity, count() AS n, sum(amount) AS amounts, sum(quantity) AS quantities
      FROM {db}.events WHERE (`name` IN {p1:Array(String)}
  AND `ts` >= {p2:DateTime('UTC')}) GROUP BY entity
    ) AS seen ON owned = entity
    GROUP BY profile
  ) WHERE `times` >= {p3:Float64})