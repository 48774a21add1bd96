-- {"field":"name","contains":"華為软件"}
(hasAllTokens(_name, {p0:Array(String)}) AND (_name_again = '' OR _name_again LIKE {p1:String}))
-- p0 = ["华为","为软","软件"]
-- p1 = "%华为软件%"
