-- {"field":"industry","under":"I"}
(`industry` BETWEEN 6300 AND 6599 OR `industry` = 10009)
