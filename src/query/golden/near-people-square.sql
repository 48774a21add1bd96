-- {"all":[{"field":"coordinates","near":{"latitude":31.2304,"longitude":121.4737,"km":20}},{"not":{"field":"coordinates","near":{"latitude":31.2304,"longitude":121.4737,"km":1}}}]}
((`coordinates` BETWEEN {p2:Float64} AND {p3:Float64}
  AND `coordinates_longitude` BETWEEN {p4:Float64} AND {p5:Float64}
  AND geoDistance(`coordinates_longitude`, `coordinates`, {p1:Float64}, {p0:Float64}) <= {p6:Float64})
  AND NOT ifNull((`coordinates` BETWEEN {p9:Float64} AND {p10:Float64}
  AND `coordinates_longitude` BETWEEN {p11:Float64} AND {p12:Float64}
  AND geoDistance(`coordinates_longitude`, `coordinates`, {p8:Float64}, {p7:Float64}) <= {p13:Float64}), 0))
-- p0 = "31.2304"
-- p1 = "121.4737"
-- p2 = "31.048737286527643"
-- p3 = "31.412062713472356"
-- p4 = "121.26125104458386"
-- p5 = "121.68614895541613"
-- p6 = "20000"
-- p7 = "31.2304"
-- p8 = "121.4737"
-- p9 = "31.221316864326383"
-- p10 = "31.239483135673616"
-- p11 = "121.46307755875624"
-- p12 = "121.48432244124375"
-- p13 = "1000"
