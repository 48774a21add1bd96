_no IN (SELECT profile FROM (
    SELECT profile, toFloat64(count()) AS times, toFloat64(sum(amount)) AS sum_amount, sum_amount / times AS avg_amount,
      toFloat64(sum(quantity)) AS sum_quantity, sum_quantity / times AS avg_quantity
    FROM {db}.events INNER JOIN (SELECT entity AS owned, profile FROM {db}.owners WHERE kind = {p0:String}) AS own ON entity = owned
    WHERE (`name` IN {p1:Array(String)}
  AND `ts` >= {p2:DateTime('UTC')})
    GROUP BY profile
  ) WHERE `times` >= {p3:Float64})