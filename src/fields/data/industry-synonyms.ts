/**
 * Everyday names of industries, `code: name, name…` a line, in both languages. The last block holds the 21 sectors of the Fortune lists:
 * where a sector spans several divisions it stands at the nearest node that holds most of it.
 */
export const industrySynonymText = `
A: 农业农林牧渔, 农林牧渔, 农林牧渔业, 三农, agribusiness, farming and forestry
01: 种植业, 种植, 农业种植, farming, agricultural
03: 养殖, 养殖业, 畜牧, 畜牧养殖, livestock
04: 水产, 渔业养殖, fishing, aquaculture
B: 采矿, 矿业, 采掘, 采掘业, 矿产, 能源矿产, mining metals, metals and mining, mining & metals
06: 煤炭, 煤矿, coal
07: 石油天然气, 石油, 油气, 天然气开采, oil gas, oil & gas, oil and gas, petroleum
C: 制造, 加工制造, 生产制造, 工业, 生产加工, manufacturing industry, manufacturer, industrial, production
14: 食品, 食品加工, 食品生产, 食品饮料, food, food production, food beverages, food & beverages, food and beverage
15: 酒水饮料, 饮料, 酒类, 白酒, 酿酒, beverages, wine and spirits
16: 烟草, tobacco
17: 纺织, 纺织面料, 面料, 布料, textiles, textile
18: 服装, 服饰, 服装服饰, 纺织服装, 服装鞋帽, 服装纺织, clothing, fashion, garments, apparel & fashion
19: 皮革, 鞋业, 鞋帽, 箱包, 皮具, 制鞋, leather, footwear, shoes
20: 木材, 木业, 竹木, wood, timber
21: 家具, 家居, 家具家居, 家具制造, furniture
22: 造纸业, 纸业, 纸品, 包装纸, paper, paper & forest products, packaging and containers
23: 印刷, 印刷包装, 印刷业, 包装印刷, printing
24: 文具, 玩具, 工艺品, 礼品, 文体用品, 办公用品, 体育用品, toys, sporting goods, gifts, stationery
25: 石化, 炼油, 石油化工, 石油加工, petrochemicals, petroleum refining, refining
26: 化工, 化学, 化工原料, 精细化工, 化学工业, 化学制品, chemical, chemicals
268: 日化, 日用化工, 化妆品, 美妆, 洗护, cosmetics, personal care, household and personal products
27: 医药, 制药, 药品, 生物医药, 医药制造, 医药生物, 生物制药, pharmaceuticals, pharmaceutical, pharma, biotechnology, biotech, drugs
28: 化纤, 化学纤维, chemical fibers
29: 橡塑, 塑料, 橡胶, 塑胶, 橡胶塑料, plastics, rubber
30: 建材, 建筑材料, 水泥, 玻璃陶瓷, 陶瓷, 玻璃, 非金属, building materials, cement, glass, ceramics
31: 钢铁, 冶金, 钢材, 钢铁冶金, steel, iron and steel
32: 有色金属, 有色, 铝业, nonferrous metals, metals
33: 金属制品, 五金, 五金制品, 五金工具, 金属加工, metal products, hardware, fabricated metals
34: 通用设备, 机械, 机械设备, 机械制造, 机械加工, 装备制造, machinery, industrial machinery, mechanical engineering, machine tools
35: 专用设备, 工业设备, 自动化设备, special machinery, industrial automation
358: 医疗器械, 医疗设备, medical devices, medical equipment, medical products and equipment
36: 汽车, 汽车制造, 汽车配件, 汽车零部件, 汽配, 新能源汽车, 整车, automotive, auto, automobile, automobiles, cars, auto parts, automobile manufacturing
37: 轨道交通, 船舶, 造船, 运输设备, 铁路设备, shipbuilding, transport equipment, transportation equipment
374: 航空航天, 航天, 航空制造, 军工, 国防军工, aerospace, aviation & aerospace, defense, aerospace and defence, aerospace & defense
38: 电气, 电器, 家电, 电气设备, 家用电器, 照明, 电工电气, 电力设备, 新能源, 电池, 光伏, electrical equipment, home appliances, appliances, electrical, electronics electrical equipment
39: 电子, 电子产品, 电子设备, 通信设备, 半导体, 芯片, 电子元器件, 消费电子, 电子信息, 计算机硬件, 集成电路制造, electronics, consumer electronics, semiconductors, semiconductor, computer hardware, electronic components, semiconductors and other electronic components, telecommunications equipment
40: 仪器仪表, 仪表, 仪器, 精密仪器, instruments
42: 废品回收, 再生资源, 资源回收, 废旧物资, recycling
43: 设备维修, 机械修理, equipment repair
D: 能源, 公用事业, 电力热力燃气及水, 水电煤气, utilities, energy and utilities
44: 电力, 供热, 热力, 发电, 电力供热, electric power, electricity, power, power generation, utilities gas and electric
45: 燃气, 天然气, gas, natural gas
46: 自来水, 水务, 供水, 水处理, water supply, water
E: 建筑, 建筑工程, 工程建筑, 工程施工, 施工, 基建, 建筑建材, 工程, construction industry, building, contractor, homebuilders, building construction
48: 土木工程, 市政工程, 路桥, infrastructure, civil construction
49: 安装, 机电安装, 建筑安装, installation
50: 装修, 装饰, 建筑装饰, 装饰装修, 室内装修, 家装, 装修装饰, interior design, decoration
F: 批发零售, 商贸, 贸易, 批发和零售, 商业贸易, 贸易零售, 商业, 国际贸易, 进出口贸易, 外贸, trade, trading, import export, import and export, wholesale and retail, commerce
51: 批发, 经销, 分销, 代理批发, wholesale, distribution, wholesaler, distributors
52: 零售, 超市, 百货, 商超, 便利店, 零售百货, 门店零售, 新零售, retail, retailer, supermarkets, department stores, supermarket, specialty retailers, general merchandisers
529: 电商, 电子商务, 网络零售, 网店, 跨境电商, e-commerce, ecommerce, online retail, internet retailing
G: 交通运输, 物流, 运输, 交通物流, 物流运输, 交通, 仓储物流, 运输物流, 交通运输仓储和邮政, logistics, transport, freight, supply chain, logistics and supply chain, transportation and logistics, transportation/trucking/railroad
53: 铁路, 铁路运输, railroads, railway, rail
54: 公路运输, 货运, 道路运输, 汽车运输, 公路, trucking, truck leasing, road freight
55: 水运, 海运, 航运, 船运, 港口, shipping, maritime, sea freight
56: 航空, 航空运输, 民航, 机场, airlines, aviation, airline, air freight
58: 货运代理, 货代, 国际货代, freight forwarding, freight forwarder
59: 仓储, 装卸, 仓库, warehousing, storage
60: 快递, 邮政快递, 邮政, 速递, courier, express delivery, mail package and freight delivery, postal
H: 住宿餐饮, 酒店餐饮, 住宿和餐饮, 餐饮住宿, hospitality, food service and hotels, hotels and restaurants
61: 酒店, 宾馆, 住宿, 旅馆, 民宿, 酒店宾馆, hotel, hotels, lodging, hotels casinos resorts
62: 餐饮, 饭店, 餐厅, 餐饮服务, 饮食, 美食, 餐饮美食, restaurant, restaurants, food service, food services
I: 信息技术, 科技, 软件和信息服务, 信息产业, 信息传输软件和信息技术, 信息科技, tmt, 互联网科技, 计算机, it, information technology, tech, it services and it consulting, high tech
63: 电信, 通信, 通讯, 广电, telecom, telecoms, telecommunication, communications
64: 互联网, 网络, 互联网服务, 移动互联网, 互联网信息服务业, internet, online services, internet software and services, web services, internet services and retailing
6421: 搜索引擎, search engine
6422: 游戏, 网络游戏, 手游, 电竞游戏, games, video games, gaming, online games
65: 软件, 软件服务, 软件信息, 软件和信息技术, 软件信息技术服务, 软件业, it服务, 计算机软件, software, computer software, it services, information technology services, software and services, information technology and services, saas
651: 软件开发业, software development, app开发
6511: 基础软件, operating software
6513: 应用软件, application software
653: 系统集成, 物联网, 信息系统集成, iot, internet of things, system integration, systems integration
655: 数据服务, 大数据, 云计算, 数据处理, big data, cloud computing, data processing
656: 信息技术咨询, it咨询, it consulting
J: 金融, 金融服务, 金融保险, 金融证券, financial, financial services, finance industry, banking and finance, fintech, 金融科技
66: 货币金融, 信贷, monetary finance, commercial lending
662: 银行, 银行业, 商业银行, bank, banking, banks, commercial banks
67: 资本市场, 证券期货, 投资, 投资公司, 基金, capital markets, investment, investments, investment management, asset management, securities
671: 证券, 券商, 证券公司, brokerage, securities brokerage
6732: 风险投资, 创投, venture capital, venture capital & private equity, private equity
68: 保险, 保险公司, insurance companies, insurer, insurance life, insurance property and casualty
K: 地产
70: 房地产, 房产, 房地产业务, 房地产开发, 不动产, real estate industry, property, realestate, real estate development
702: 物业, 物业服务, 物业公司, property management
703: 房产中介, 房屋中介, real estate agency
L: 租赁商务服务, 租赁和商务服务
71: 租赁, 设备租赁, 汽车租赁, 融资租赁业, rental, car rental, equipment rental
72: 商务服务, 企业服务, 商业服务, 商务, 中介服务, 企业管理, business service, professional services, commercial services, outsourcing, diversified outsourcing services
723: 法律, 律师, 律所, 律师事务所, law, legal, legal services, law practice, law firm
724: 咨询, 管理咨询, 咨询服务, 顾问, consulting, consultancy, management consulting, market research
7241: 会计, 审计, 财税, 会计师事务所, 代理记账, accounting, audit, tax services
725: 广告, 广告传媒, 营销, 广告营销, 市场营销, advertising, marketing, marketing & advertising, marketing and advertising, advertising marketing, public relations
726: 人力资源, 人才服务, 劳务派遣, 招聘, 猎头, 劳务, human resources, staffing, recruiting, recruitment, staffing and recruiting, temporary help
727: 安保, 保安, 安防服务, security services, security and investigations
728: 会展, 展览, 会议展览, 会展服务, exhibitions, events services, events, trade shows
7291: 旅行社, 旅游, 旅游服务, 文旅, travel, tourism, travel agency, leisure travel & tourism, leisure, travel & tourism
M: 科研技术服务, 科学研究, 科研, 技术服务, 科研服务, 科学研究和技术服务, scientific research, scientific and technical services, science
73: 研发, 研究开发, 科学研究与试验发展, r&d, research, research and development
74: 专业技术, 技术检测, technical services
745: 检测, 质检, 检验检测, 认证检测, testing, inspection and testing, testing services
748: 工程设计, 建筑设计, 工程咨询, 勘察设计, architecture, architecture & planning, engineering design
749: 设计, 工业设计, 平面设计, design, graphic design, industrial design
752: 知识产权, 专利代理, 商标代理, intellectual property, patents
75: 科技推广, 技术推广, technology transfer
N: 环境, 公共设施, 水利环境, 水利环境和公共设施管理
76: 水利, water conservancy
77: 环保, 环境治理, 生态环保, 节能环保, 环境保护, environment, environmental services, environmental protection, renewables & environment
784: 园林, 绿化, 园林绿化, landscaping
782: 环卫, 垃圾处理, waste management
O: 居民服务, 生活服务, 居民服务修理和其他服务, consumer services, personal services
80: 家政, 便民服务, household services
804: 美容美发, 美容, 美发, 美业, beauty, hairdressing, beauty salon
811: 汽车维修, 汽修, 汽车修理, 汽车美容, car repair, auto repair
821: 保洁, 清洁, 清洁服务业, cleaning, cleaning services, facilities services
822: 宠物, pets, pet services
P: 教育行业
83: 教育, 教育培训, 学校, 教育机构, 教育业, education industry, education management, higher education, schools, e-learning, 在线教育
839: 培训, 培训机构, 职业培训, 技能培训, training, professional training & coaching, professional training and coaching
Q: 卫生和社会工作业, 医疗健康, 医疗卫生, 医疗, 大健康, 健康, 健康医疗, 卫生社会工作, healthcare, medical, health wellness and fitness, hospital & health care, health and medical
84: 卫生, 医疗服务, 健康服务, hospitals and health care, health services, health care pharmacy and other services, health care medical facilities
841: 医院, 综合医院业, hospital, hospitals, clinics
85: 养老, 养老服务, 社会服务, 福利, elderly care, social services, nonprofit organization management
R: 文化, 文体娱乐, 文化娱乐, 文娱, 文化体育娱乐, 文化传媒业, culture, arts and entertainment, arts, entertainment and recreation, media and entertainment
86: 出版, 新闻, 新闻出版, 报刊, publishing, newspapers, publishing and printing
87: 影视, 传媒, 文化传媒, 影视传媒, 广播电视, 电影, 媒体, film, television, broadcast media, broadcasting, motion pictures, motion pictures & film, radio and television
88: 文化艺术, 艺术, 演艺, fine art, performing arts, museums and institutions
89: 体育, 健身, 体育健身, sport, fitness
90: 娱乐, 休闲娱乐, 娱乐休闲, recreation, amusement
S: 公共管理, 政府, 政府机关, 政府机构, 公共事业, 公共服务, government, public sector, public administration, government administration, public management
95: 社会团体, 协会, 商会, 社会组织, 非营利组织, associations, non-profit, nonprofit, ngo, civic & social organization, trade associations
374: Aerospace & Defense, Aerospace and Defense
18: Apparel
72: Business Services
26: Chemicals
D: Energy
E: Engineering & Construction, Engineering and Construction
J: Financials
52: Food & Drug Stores, Food and Drug Stores
14: Food Beverages & Tobacco, Food Beverages and Tobacco
Q: Health Care
H: Hotels Restaurants & Leisure, Hotels Restaurants and Leisure
268: Household Products
C: Industrials, Materials
R: Media
36: Motor Vehicles & Parts, Motor Vehicles and Parts
52: Retailing
I: Technology
63: Telecommunications
G: Transportation
51: Wholesalers
`;
