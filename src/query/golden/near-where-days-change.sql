-- {"field":"coordinates","near":{"latitude":-17.7,"longitude":179.9,"km":100}}
(`coordinates` BETWEEN {p2:Float64} AND {p3:Float64}
  AND (`coordinates_longitude` BETWEEN {p4:Float64} AND {p5:Float64} OR `coordinates_longitude` BETWEEN {p6:Float64} AND {p7:Float64})
  AND geoDistance(`coordinates_longitude`, `coordinates`, {p1:Float64}, {p0:Float64}) <= {p8:Float64})
-- p0 = "-17.7"
-- p1 = "179.9"
-- p2 = "-18.608313567361783"
-- p3 = "-16.791686432638215"
-- p4 = "-180"
-- p5 = "-179.1465475295245"
-- p6 = "178.9465475295245"
-- p7 = "180"
-- p8 = "100000"
