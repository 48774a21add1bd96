-- {"field":"name","contains":"華為软件"}
(hasAllTokens(_search, {p0:Array(String)}) AND fold(lowerUTF8(`name`)) LIKE {p1:String})
-- p0 = ["华为","为软","软件"]
-- p1 = "%华为软件%"
