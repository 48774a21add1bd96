/** A row of a file: header texts to cells, in the order in which they are to stand. */
export type Row = Readonly<Record<string, string>>;

const creditLetters = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const organisationWeights = [3, 7, 9, 10, 5, 8, 4, 2];

/** The check character of an organisation code's first eight (GB 11714-1997). */
function organisationCheck(body: string): string {
  const sum = organisationWeights.reduce(
    (total, weight, index) => total + weight * Number.parseInt(body[index] ?? '0', 36),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** A unified social credit code that passes both of its checks (GB 32100-2015), the `index`th of a district. */
export function creditCode(index: number, district = '310115'): string {
  const body = `MA${String(index).padStart(6, '0')}`;
  const code = `91${district}${body}${organisationCheck(body)}`;
  const sum = creditWeights.reduce(
    (total, weight, place) => total + weight * creditLetters.indexOf(code[place] ?? '0'),
    0,
  );
  return code + (creditLetters[(31 - (sum % 31)) % 31] ?? '0');
}

/** A business registration number of 15 digits with its check digit (ISO 7064, MOD 11,10). */
export function registrationNumber(index: number, district = '310115'): string {
  const body = `${district}${String(index).padStart(8, '0')}`;
  const rest = Array.from(body).reduce(
    (product, digit) => (((Number(digit) + product) % 10 || 10) * 2) % 11,
    10,
  );
  return `${body}${(11 - rest) % 10}`;
}

const places = [
  '上海市浦东新区世纪大道',
  '北京市海淀区中关村大街',
  '广东省深圳市南山区科技园',
  '浙江省杭州市西湖区文三路',
  '江苏省苏州市工业园区星湖街',
];
const shorts = ['启明', '华远', '信达', '恒泰', '博睿', '中科', '云图', '金桥'];
const trades = ['软件', '贸易', '医疗器械', '物流', '新能源', '食品'];
const families = ['王', '李', '张', '刘', '陈', '杨', '赵', '黄'];
const mobiles = ['3', '5', '8'];
const givens = ['伟', '芳', '娜', '秀英', '敏', '静', '丽', '强', '磊', '军'];

const pick = (list: readonly string[], index: number): string => list[index % list.length] ?? '';

function organization(index: number): Row {
  const short = `${pick(shorts, index)}${pick(trades, Math.floor(index / shorts.length))}`;
  return {
    企业名称: `${short}${index}有限公司`,
    统一社会信用代码: creditCode(index),
    法定代表人: `${pick(families, index)}${pick(givens, index + 3)}`,
    地址: `${pick(places, index)}${1 + (index % 900)}号`,
    电话: `1${pick(mobiles, index)}${100_000_000 + index}`,
    邮箱: `user${index}@company${index}.cn`,
    成立日期: `20${String(index % 24).padStart(2, '0')}-0${1 + (index % 9)}-1${index % 10}`,
    注册资本: `${100 + (index % 5_000)}万元人民币`,
    员工人数: String(10 + (index % 3_000)),
  };
}

function person(index: number): Row {
  return {
    姓名: `${pick(families, index)}${pick(givens, index + 1)}`,
    手机: `1${pick(mobiles, index)}${200_000_000 + index}`,
    邮箱: `person${index}@example.cn`,
    性别: index % 2 === 0 ? '男' : '女',
    地址: `${pick(places, index)}${1 + (index % 900)}号`,
  };
}

/** Makers of rows; the same calls in the same order make the same rows. */
export interface Maker {
  /** A company with Chinese headers; what is said replaces what is made up, other headers come behind. */
  organization(said?: Row): Row;
  /** A person with Chinese headers. */
  person(said?: Row): Row;
  organizations(count: number): Row[];
  persons(count: number): Row[];
}

/** A maker that counts from `first` on. */
export function createMaker(first = 1): Maker {
  let next = first;
  const make =
    (build: (index: number) => Row) =>
    (said: Row = {}) => ({ ...build(next++), ...said });
  const many = (one: () => Row) => (count: number) => Array.from({ length: count }, () => one());
  const [one, human] = [make(organization), make(person)];
  return { organization: one, person: human, organizations: many(() => one()), persons: many(() => human()) };
}

/** Rows as CSV text; headers in the order in which they first appear, cells quoted where they must be. */
export function csv(rows: readonly Row[]): string {
  const headers = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const line = (cells: readonly string[]) => cells.map(quoteCell).join(',');
  return (
    [line(headers), ...rows.map((row) => line(headers.map((header) => row[header] ?? '')))].join('\r\n') +
    '\r\n'
  );
}

/** One cell of CSV. */
export function quoteCell(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A software company of Shanghai, with a name that sounds like the others'. */
export const softwareFirm = (index: number, said: Row = {}): Row => ({
  企业名称: `上海${'华信达恒泰博睿云金桥'[index % 10] ?? ''}${'启明远中科东方天海'[index % 9] ?? ''}软件有限公司`,
  电话: `021-5${1_000_000 + index * 3_571}`,
  地址: `上海市徐汇区漕溪路${index + 1}号`,
  ...said,
});
