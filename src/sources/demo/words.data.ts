/** Titles on business cards. */
export const titles: readonly string[] = [
  '销售经理', '采购经理', '总经理', '副总经理', '技术总监', '市场总监', '工程师', '高级工程师', '项目经理', '产品经理', '运营经理',
  '采购主管', '行政主管', '人事经理', '财务总监', '董事长', 'CEO', 'CTO', '董事长助理', '区域经理', '客户经理', '业务员', '研发经理', '厂长',
];

/** Departments on business cards. */
export const departments: readonly string[] = ['销售部', '采购部', '技术部', '市场部', '研发中心', '行政部', '财务部', '生产部', '国际业务部', '信息中心'];

/** What an exhibition's staff note down. */
export const remarks: readonly string[] = [
  '', '', '', '希望寄样品', '要报价单', '对价格敏感，再联系', '下周约拜访', '已加微信', '老客户', '同行', '索取目录',
  '有出口需求', '预算50万以内', '年底前采购', '名片模糊', '代同事登记', '需要英文资料',
];

/** Names of exhibition products of interest. */
export const products: readonly string[] = [
  '工业软件', '数控机床', '传感器', '包装机械', '仓储货架', '办公家具', '环保设备', '照明灯具', '五金工具', '电子元器件',
  '检测仪器', '物流服务', '云服务', '新能源电池', '智能终端', '食品添加剂', '纺织面料', '医疗耗材', '塑料制品', '安防监控',
];

/** What shop customers care for, in Chinese and in English. */
export const interests: readonly (readonly [string, string])[] = [
  ['女装', 'womenswear'], ['男装', 'menswear'], ['童装', 'kids'], ['护肤', 'skin care'], ['彩妆', 'make-up'], ['零食', 'snacks'],
  ['生鲜', 'fresh food'], ['数码', 'electronics'], ['家居', 'home'], ['运动户外', 'outdoor'], ['母婴', 'mother and baby'],
  ['图书', 'books'], ['宠物', 'pets'], ['茶酒', 'tea and wine'],
];

/** Tiers of a shop's members, lowest first. */
export const tiers: readonly string[] = ['普通会员', '银卡', '金卡', '铂金卡', '钻石卡'];

/** Domains of free mail and their weights. */
export const mailHosts: readonly (readonly [string, number])[] = [
  ['qq.com', 46], ['163.com', 26], ['126.com', 9], ['139.com', 4], ['sina.com', 4], ['foxmail.com', 4], ['gmail.com', 3], ['outlook.com', 2], ['hotmail.com', 2],
];

/** Ends of companies' own domains. */
export const domainEnds: readonly string[] = ['.com', '.com', '.com', '.cn', '.cn', '.com.cn', '.net', '-tech.com', '.com'];

/** Local parts of companies' shared mailboxes. */
export const mailboxes: readonly string[] = ['info', 'sales', 'service', 'contact', 'office', 'admin', 'hr', 'market'];

/** Registration states with weights. */
export const states: readonly (readonly [string, number])[] = [['存续', 55], ['在业', 24], ['开业', 6], ['注销', 9], ['吊销，未注销', 4], ['迁出', 2]];

/** Ways in which a shop's branches are named after the city. */
export const branches: readonly string[] = ['旗舰店', '万象店', '中心店', '步行街店', '机场店', '大学城店', '社区店', '奥莱店'];

/** Legal forms: text, first two characters of the credit code, registered type, weight. Weights count within the same two characters. */
export const forms: readonly (readonly [string, string, string, number])[] = [
  ['有限公司', '91', '有限责任公司(自然人投资或控股)', 76],
  ['有限责任公司', '91', '有限责任公司(自然人独资)', 12],
  ['股份有限公司', '91', '股份有限公司(非上市、自然人投资或控股)', 4],
  ['集团有限公司', '91', '有限责任公司(法人独资)', 3],
  ['中心（有限合伙）', '91', '有限合伙企业', 3],
  ['厂', '91', '个人独资企业', 2],
  ['经营部', '92', '个体工商户', 30],
  ['商行', '92', '个体工商户', 26],
  ['店', '92', '个体工商户', 24],
  ['工作室', '92', '个体工商户', 10],
  ['服务部', '92', '个体工商户', 10],
  ['农民专业合作社', '93', '农民专业合作社', 80],
  ['家庭农场专业合作社', '93', '农民专业合作社', 20],
];

/** Registered capital in units of 10,000 with weights. */
export const capitals: readonly (readonly [number, number])[] = [
  [1, 2], [3, 5], [5, 4], [10, 10], [20, 4], [30, 4], [50, 12], [100, 22], [200, 12], [300, 7], [500, 14], [600, 2], [800, 2],
  [1000, 13], [1200, 1], [2000, 5], [3000, 3], [5000, 4], [8000, 1], [10000, 3], [20000, 1], [50000, 1],
];

/** Staff: smallest, largest of the band, weight. */
export const staffBands: readonly (readonly [number, number, number])[] = [
  [1, 9, 34], [10, 19, 18], [20, 49, 20], [50, 99, 12], [100, 499, 10], [500, 999, 3], [1000, 4999, 2], [5000, 9999, 1],
];
