/** One thing that the demo's shop sells; `price` in fen. */
export interface Good {
  readonly code: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  /** The thing that is often bought with it, by code. */
  readonly with?: string;
}

/** What the shop sells, the most wanted of each category first. */
export const goods: readonly Good[] = [
  { code: 'NZ01', name: '纯棉衬衫', category: '女装', price: 15_900, with: 'NZ02' },
  { code: 'NZ02', name: '阔腿长裤', category: '女装', price: 19_900 },
  { code: 'NZ03', name: '羊毛大衣', category: '女装', price: 89_900, with: 'NZ04' },
  { code: 'NZ04', name: '羊绒围巾', category: '女装', price: 29_900 },
  { code: 'HF01', name: '保湿面霜', category: '护肤', price: 12_800, with: 'HF02' },
  { code: 'HF02', name: '洁面乳', category: '护肤', price: 5_900, with: 'HF03' },
  { code: 'HF03', name: '补水面膜', category: '护肤', price: 4_990 },
  { code: 'HF04', name: '防晒乳', category: '护肤', price: 8_900 },
  { code: 'LS01', name: '混合坚果', category: '零食', price: 4_590, with: 'LS02' },
  { code: 'LS02', name: '牛肉干', category: '零食', price: 3_990 },
  { code: 'LS03', name: '海苔卷', category: '零食', price: 1_990, with: 'LS01' },
  { code: 'LS04', name: '手工饼干', category: '零食', price: 2_590 },
  { code: 'SM01', name: '无线耳机', category: '数码', price: 29_900, with: 'SM03' },
  { code: 'SM02', name: '充电宝', category: '数码', price: 12_900, with: 'SM03' },
  { code: 'SM03', name: '数据线', category: '数码', price: 2_900 },
  { code: 'SM04', name: '智能手环', category: '数码', price: 19_900 },
  { code: 'JJ01', name: '四件套', category: '家居', price: 32_900, with: 'JJ02' },
  { code: 'JJ02', name: '记忆枕', category: '家居', price: 9_900 },
  { code: 'JJ03', name: '保温杯', category: '家居', price: 8_900 },
  { code: 'JJ04', name: '收纳箱', category: '家居', price: 4_900 },
  { code: 'CJ01', name: '明前龙井', category: '茶酒', price: 26_800, with: 'CJ02' },
  { code: 'CJ02', name: '玻璃茶具', category: '茶酒', price: 15_800 },
  { code: 'CJ03', name: '普洱茶饼', category: '茶酒', price: 18_800, with: 'CJ02' },
  { code: 'CJ04', name: '桂花米酒', category: '茶酒', price: 4_900 },
];
