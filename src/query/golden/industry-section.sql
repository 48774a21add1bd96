-- {"field":"industry","under":"I"}
_division IN (63, 64, 65, 109)
