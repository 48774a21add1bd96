import { foldText } from './fold.ts';
import { regionNames } from './region.ts';

/** What the text of one cell looks like. `ruined…` is a number that a spreadsheet has rounded, by its count of digits. */
export type CellClass =
  | 'empty'
  | 'email'
  | 'url'
  | 'credit_code'
  | 'resident_id'
  | 'ruined18'
  | 'ruined15'
  | 'ruined11'
  | 'date'
  | 'mobile'
  | 'phone'
  | 'postcode'
  | 'money'
  | 'quantity'
  | 'number'
  | 'coordinates'
  | 'gender'
  | 'region'
  | 'company'
  | 'address'
  | 'person'
  | 'text';

/** Longer cells are free text or links. */
const longestCell = 80;

const month = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';
const clock = '(?:[ t]\\d{1,2}:\\d{2}.*)?';

const email = /^[^\s@<>,;]{1,64}@[^\s@<>,;]+\.[^\s@<>,;.]{2,}$/;
const url =
  /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io|co|cc|top|biz|info|hk|tw|uk|de|jp|eu|us)(?:\/\S*)?$/;
const residentId = /^[1-8]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]$/;
const creditCode = /^(?:[1-9ny]|a)[0-9a-h1-9]\d{6}[0-9a-hj-npqrtuwxy]{10}$/;
const ruined = /^\d(?:\.\d+)?e\+?(\d{1,2})$/;
const date = new RegExp(
  `^(?:[12]\\d{3}[-/.年]\\s?\\d{1,2}(?:[-/.月]\\s?\\d{1,2}日?|月)?${clock}|\\d{1,2}[-/.]\\d{1,2}[-/.](?:\\d{4}|\\d{2})${clock}|(?:1[5-9]|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])` +
    `|${month}\\.? \\d{1,2},? \\d{4}|\\d{1,2}[- ]${month}[- ,]+\\d{2,4})$`,
);
const mobile = /^(?:\+?86|0086)?1[3-9]\d{9}$/;
const phone = /^(?:\+\d{7,15}|0\d{9,11}|[48]00\d{7}|95\d{3,6})(?:(?:转|ext|x|#)\d{1,6})?$/;
const phoneShape = /^(?:\+\d|\(?0?\d{2,4}\)?[ -])[\d ()-]{5,18}(?:(?:转|ext\.?|x|#|-)\s?\d{1,6})?$/;
const money =
  /^(?:[¥$€£]|rmb|cny|usd)\s?[\d,.]+\s?[a-z万亿]*$|^[\d,.]+\s?(?:[百千]?万|亿|十亿|百万)?(?:元|美元|港元|欧元|人民币|美金)|^[\d,.]+\s?[百千]?[万亿]\s?(?:元|人民币|美元|港元|欧元)*$/;
const quantity = /^[\d,]+\s?(?:[-~至到]\s?[\d,]+\s?)?[人名户位家]?(?:以上|以下|以内|\+)?$/;
const coordinates =
  /^(?:geo:|point ?\(|北纬|南纬|东经|西经|[nsew] ?)?-?\d{1,3}(?:\.\d{3,}|[.\d]{0,12}°[\d′'’″". ]*)°? ?[nsew]?[,;，、 ]{1,3}(?:北纬|南纬|东经|西经|[nsew] ?)?-?\d{1,3}(?:\.\d{3,}|[.\d]{0,12}°[\d′'’″". ]*)°? ?[nsew]?\)?$/;
const number = /^-?[\d,]+(?:\.\d+)?%?$/;
const chineseCompany =
  /(?:公司|集团|厂|商行|合作社|事务所|经营部|商店|超市|工作室|研究院|研究所|医院|大学|学院|银行|支行|分行|酒店|协会|基金会|企业|门市部|商贸部|服务部|营业部|株式会社)$/;
const otherCompany =
  /\b(?:inc|llc|ltd|limited|corp|corporation|company|co|group|plc|gmbh|holdings?|sa|nv|ag|lp|llp|bancorp|technologies|partners|industries|international|s\.a)\.?,?$/;
const chineseStreet = /路|街|道|巷|弄|号|村|组|栋|幢|楼|室|园|大厦/;
const otherAddress =
  /^(?:\d+[a-z]?,? .*|.* )(?:st|street|rd|road|ave|avenue|blvd|boulevard|dr|drive|ln|lane|way|court|ct|place|pl|highway|hwy|suite|square)\b/;
const genders = new Set(['男', '女', 'male', 'female', 'm', 'f', '先生', '女士', '男性', '女性']);

const surnames = new Set(
  `赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖付闫`,
);
const latinPerson =
  /^[A-Z][a-zà-ÿ'’-]+(?: [A-Z]\.?)?(?: (?:van|von|de|der|da|del|bin|al)){0,2} [A-Z][A-Za-zà-ÿ'’-]+$/;

let places: ReadonlySet<string> | undefined;

/** Says what one cell looks like; several values in one cell are judged by the first. */
export function classifyCell(cell: string): CellClass {
  if (cell.length > longestCell)
    return /^\s*(?:https?:\/\/|www\.)/i.test(cell.slice(0, 20))
      ? 'url'
      : cell.trim() === ''
        ? 'empty'
        : 'text';
  const whole = cell.normalize('NFKC').trim();
  if (whole === '' || whole === '-' || whole === '--') return 'empty';
  const first = (/^[^;；、|\n]+/.exec(whole)?.[0] ?? whole).trim();
  return /\d/.test(first) ? classifyDigits(first) : classifyWords(first);
}

function classifyDigits(text: string): CellClass {
  const lower = text.toLowerCase();
  return classifyKeys(lower) ?? classifyAmounts(lower) ?? classifyPlainText(text);
}

const shapes: readonly (readonly [CellClass, RegExp])[] = [
  ['resident_id', residentId],
  ['credit_code', creditCode],
  ['mobile', mobile],
  ['phone', phone],
];

/** What has a shape of its own: addresses on the net, codes, dates, phones. */
function classifyKeys(lower: string): CellClass | undefined {
  if (email.test(lower)) return 'email';
  if (url.test(lower)) return 'url';
  if (coordinates.test(lower)) return 'coordinates';
  if (date.test(lower)) return 'date';
  const compact = lower.replace(/[\s()-]/g, '');
  const power = ruined.exec(compact)?.[1];
  if (power !== undefined) return classifyRuined(Number(power));
  const shape = shapes.find(([, pattern]) => pattern.test(compact))?.[0];
  return shape ?? (phoneShape.test(lower) ? 'phone' : undefined);
}

function classifyRuined(power: number): CellClass {
  if (power >= 16) return 'ruined18';
  if (power >= 13) return 'ruined15';
  return power === 10 ? 'ruined11' : 'number';
}

function classifyAmounts(lower: string): CellClass | undefined {
  if (/^\d{6}$/.test(lower)) return 'postcode';
  if (number.test(lower)) return 'number';
  if (money.test(lower)) return 'money';
  return quantity.test(lower) ? 'quantity' : undefined;
}

function classifyWords(text: string): CellClass {
  const lower = text.toLowerCase();
  if (email.test(lower)) return 'email';
  if (url.test(lower)) return 'url';
  if (genders.has(lower)) return 'gender';
  places ??= placeTexts();
  if (places.has(foldText(text))) return 'region';
  return classifyPlainText(text);
}

function classifyPlainText(text: string): CellClass {
  const lower = text.toLowerCase();
  const plain = text.replace(/\([^()]*\)$/, '').trim();
  if (plain.length >= 4 && (chineseCompany.test(plain) || otherCompany.test(lower))) return 'company';
  if (text.length >= 6 && (isChineseAddress(text) || otherAddress.test(lower))) return 'address';
  if (isChinesePerson(text) || latinPerson.test(text)) return 'person';
  return 'text';
}

/** A word for an area, and a word for a place in it somewhere behind; in two steps, so that hostile text costs no more than its length. */
function isChineseAddress(text: string): boolean {
  const area = text.search(/[省市区县镇乡村]/);
  return area >= 0 ? chineseStreet.test(text.slice(area + 1)) : /[路街道巷弄]\d{1,5}号/.test(text);
}

function isChinesePerson(text: string): boolean {
  if (!/^[\u4e00-\u9fff]{2,4}$/.test(text)) return /^[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,10}$/.test(text);
  const hasCompound =
    /^(?:欧阳|司马|上官|诸葛|司徒|东方|独孤|南宫|夏侯|皇甫|尉迟|公孙|慕容|长孙|宇文|令狐|端木)/.test(text);
  return hasCompound || (text.length <= 3 && surnames.has(text.charAt(0)));
}

function placeTexts(): ReadonlySet<string> {
  const { provinces, cities } = regionNames();
  return new Set([...provinces, ...cities].map(({ text }) => foldText(text)));
}

/** The order of day, month and year in a column of numeric dates; null when the cells do not decide it or contradict each other. */
export function readDateOrder(cells: readonly string[]): 'ymd' | 'dmy' | 'mdy' | null {
  const found = new Set<'ymd' | 'dmy' | 'mdy'>();
  for (const cell of cells) {
    const parts = /^(\d{1,4})[-/.年](\d{1,2})(?:[-/.月](\d{1,4})|月)/.exec(cell.normalize('NFKC').trim());
    if (parts === null) continue;
    const [first, second] = [Number(parts[1]), Number(parts[2])];
    if (first > 31) found.add('ymd');
    else if (first > 12 && second <= 12) found.add('dmy');
    else if (second > 12 && first <= 12) found.add('mdy');
  }
  const [only] = found;
  return found.size === 1 && only !== undefined ? only : null;
}
