/** English names of the 20 sections and 97 divisions of GB/T 4754-2017, `code name` a line. */
export const industryEnglishText = `
A Agriculture, forestry, animal husbandry and fishery
01 Agriculture
02 Forestry
03 Animal husbandry
04 Fishery
05 Support activities for agriculture, forestry, animal husbandry and fishery
B Mining
06 Mining and washing of coal
07 Extraction of petroleum and natural gas
08 Mining and processing of ferrous metal ores
09 Mining and processing of non-ferrous metal ores
10 Mining and processing of non-metal ores
11 Support activities for mining
12 Mining of other ores
C Manufacturing
13 Processing of food from agricultural products
14 Manufacture of foods
15 Manufacture of liquor, beverages and refined tea
16 Manufacture of tobacco
17 Manufacture of textiles
18 Manufacture of textile wearing apparel and accessories
19 Manufacture of leather, fur, feather and related products and footwear
20 Processing of timber, manufacture of wood, bamboo, rattan, palm and straw products
21 Manufacture of furniture
22 Manufacture of paper and paper products
23 Printing and reproduction of recording media
24 Manufacture of articles for culture, education, arts and crafts, sport and entertainment
25 Processing of petroleum, coal and other fuels
26 Manufacture of raw chemical materials and chemical products
27 Manufacture of medicines
28 Manufacture of chemical fibres
29 Manufacture of rubber and plastics products
30 Manufacture of non-metallic mineral products
31 Smelting and pressing of ferrous metals
32 Smelting and pressing of non-ferrous metals
33 Manufacture of metal products
34 Manufacture of general purpose machinery
35 Manufacture of special purpose machinery
36 Manufacture of automobiles
37 Manufacture of railway, ship, aerospace and other transport equipment
38 Manufacture of electrical machinery and apparatus
39 Manufacture of computers, communication and other electronic equipment
40 Manufacture of measuring instruments and machinery
41 Other manufacture
42 Utilisation of waste resources
43 Repair of metal products, machinery and equipment
D Production and supply of electricity, heat, gas and water
44 Production and supply of electric power and heat power
45 Production and supply of gas
46 Production and supply of water
E Construction
47 Construction of buildings
48 Civil engineering
49 Construction installation
50 Building decoration, finishing and other construction
F Wholesale and retail trade
51 Wholesale trade
52 Retail trade
G Transport, storage and post
53 Rail transport
54 Road transport
55 Water transport
56 Air transport
57 Pipeline transport
58 Multimodal transport and transport agency
59 Loading, unloading and storage
60 Postal services
H Accommodation and catering
61 Accommodation
62 Catering
I Information transmission, software and information technology services
63 Telecommunications, broadcasting, television and satellite transmission services
64 Internet and related services
65 Software and information technology services
J Finance
66 Monetary and financial services
67 Capital market services
68 Insurance
69 Other financial activities
K Real estate
70 Real estate activities
L Leasing and business services
71 Leasing
72 Business services
M Scientific research and technical services
73 Research and experimental development
74 Professional technical services
75 Science and technology promotion and application services
N Water conservancy, environment and public facilities management
76 Water conservancy management
77 Ecological protection and environmental treatment
78 Public facilities management
79 Land management
O Residential services, repair and other services
80 Residential services
81 Repair of motor vehicles, electronic and household products
82 Other services
P Education
83 Education services
Q Health and social work
84 Health
85 Social work
R Culture, sports and entertainment
86 News and publishing
87 Radio, television, film and sound recording
88 Culture and arts
89 Sports
90 Entertainment
S Public administration, social security and social organisations
91 Organs of the Communist Party of China
92 State organs
93 People's political consultative conference and democratic parties
94 Social security
95 Mass organisations, social organisations and other membership organisations
96 Grass-roots self-governing organisations and others
T International organisations
97 International organisations and bodies
`;
