import { attributesOf, type FieldSource, type MatchInput } from '../src/identity/index.ts';
import { catalogue, type Kind } from '../src/fields/index.ts';

interface Generated {
  /** A SELECT of (no, side, truth, …). */
  readonly sql: string;
  readonly attributes: MatchInput['attributes'];
}

const list = (words: string) =>
  `[${words
    .split(' ')
    .map((word) => `'${word}'`)
    .join(', ')}]`;
const given =
  'james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica thomas sarah charles karen christopher lisa daniel nancy matthew betty anthony sandra mark margaret donald ashley steven kimberly andrew emily paul donna joshua michelle kenneth carol kevin amanda brian melissa george deborah timothy stephanie ronald rebecca jason laura edward helen jeffrey sharon ryan cynthia jacob kathleen gary amy nicholas angela eric shirley jonathan anna stephen brenda larry pamela justin emma scott nicole brandon samantha benjamin katherine samuel christine gregory debra alexander rachel patrick carolyn frank janet raymond maria jack olivia dennis heather jerry catherine';
const syllables =
  'ba ber bor cal car chan col dan der don ed el fal far fen gar gil gor hal har hen hol jan jen kel ken lam lan lin mal mar mor nel nor os par pen per ral ran ros sal sel sim tal tan tor van ver wal wan wil yar zel';
const endings = 'son ton man ley ford er well by ham field wood worth ing ski ez';
const hosts = 'gmail.com yahoo.com outlook.com mail.com';

/** A number from 0 to `below`, the same for the same `of`. */
const draw = (of: string, salt: string, below: number) => `(cityHash64(${of}, '${salt}') % ${below})`;
/** A word of a list of `count`, the first ones far more often. */
const skewed = (words: string, count: number, of: string) =>
  `${list(words)}[1 + toUInt32(${count} * pow(${of} / 10000, 1.8)) % ${count}]`;

function attributesFor(kind: Kind, keys: readonly string[]): MatchInput['attributes'] {
  const sources = catalogue(kind)
    .filter(({ key }) => keys.includes(key))
    .map((field): FieldSource => ({ field, sql: field.key }));
  return attributesOf(kind, sources);
}

const numbered = (rows: number, seed: number) =>
  `SELECT number AS n, if(number <= ${Math.round(rows / 1.2)}, number, cityHash64(number, ${seed}, 'of') % ${Math.round(rows / 1.2)} + 1) AS id FROM numbers(1, ${rows})`;

/** Persons, a sixth of whom are written a second time, with typing errors and gaps in all of them. */
export function generatePersons(rows: number, seed: number): Generated {
  const fields = ['given_name', 'family_name', 'birth_date', 'emails', 'phones', 'city', 'postcode'];
  const of = `id, ${seed}`;
  const sql = `SELECT toUInt32(n) AS no, toUInt8(0) AS side, id AS truth,
    multiIf(e1 < 6, '', e1 < 16, concat(substring(g, 1, 2), substring(g, 4)), e1 < 22, substring(g, 1, 1), g) AS given_name,
    multiIf(e2 < 3, '', e2 < 15, concat(substring(f, 1, 3), substring(f, 5)), e2 < 20, concat(substring(f, 1, 2), substring(f, 4, 1), substring(f, 3, 1), substring(f, 5)), f) AS family_name,
    multiIf(e3 < 8, '', e3 < 18, concat(substring(b, 1, 6), toString(10 + e3)), b) AS birth_date,
    if(e4 < 30, [], [concat(given_name, '.', family_name, toString(id % 97), '@', ${list(hosts)}[id % 4 + 1])]) AS emails,
    multiIf(e5 < 25, [], e5 < 33, [concat(substring(t, 1, 5), '7', substring(t, 7))], [t]) AS phones,
    if(e6 < 15, '', town) AS city, if(e7 < 20, '', code) AS postcode
  FROM (SELECT n, id, ${skewed(given, 100, draw(of, 'g', 10_000))} AS g,
    concat(${skewed(syllables, 54, draw(of, 'f1', 10_000))}, ${list(syllables)}[1 + ${draw(of, 'f2', 54)}], ${list(endings)}[1 + ${draw(of, 'f3', 15)}]) AS f,
    formatDateTime(toDate('1940-01-01') + ${draw(of, 'b', 24_000)}, '%Y%m%d') AS b,
    concat('1', toString(3000000000 + ${draw(of, 'p', 6_999_999_999)})) AS t,
    toUInt32(400 * pow(${draw(of, 'c', 10_000)} / 10000, 2)) AS place,
    concat(${list(syllables)}[1 + place % 54], ${list(endings)}[1 + intDiv(place, 27)]) AS town,
    leftPad(toString(place * 200 + ${draw(of, 'z', 50)}), 6, '0') AS code,
    ${[1, 2, 3, 4, 5, 6, 7].map((at) => `${draw('n', `e${at}`, 100)} AS e${at}`).join(', ')}
    FROM (${numbered(rows, seed)}))`;
  return { sql, attributes: attributesFor('person', fields) };
}

const places = '上海 北京 深圳 广州 杭州 苏州 南京 成都 武汉 重庆 天津 西安 青岛 宁波 厦门 长沙';
const characters =
  '华 信 达 恒 泰 博 睿 云 金 桥 启 明 远 中 科 东 方 天 海 宏 盛 兴 隆 瑞 祥 安 康 众 联 创 新 智 慧 德 美 嘉 欧 凯 百 鼎 丰 汇 鑫 锐 飞 翔 晨 星 辉 腾';
const trades = '软件 贸易 医疗器械 物流 新能源 食品 信息技术 建筑工程 电子 网络科技 文化传媒 生物科技';
const families = '王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗';
const givens = '伟 芳 娜 秀英 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 霞 平';

/** Chinese companies, a sixth of which are written a second time: abbreviated, with brackets, with a wrong digit. */
export function generateOrganisations(rows: number, seed: number): Generated {
  const fields = ['name', 'credit_code', 'legal_representative', 'phones', 'address', 'city'];
  const of = `id, ${seed}`;
  const letter = (salt: string) => `${list(characters)}[1 + ${draw(of, salt, 50)}]`;
  const sql = `SELECT toUInt32(n) AS no, toUInt8(0) AS side, id AS truth,
    multiIf(e1 < 25, concat(core, '（', p, '）有限公司'), e1 < 40, concat(core, '公司'), e1 < 50, concat(p, '市', core, '有限责任公司'), concat(p, core, '有限公司')) AS name,
    multiIf(e2 < 35, '', e2 < 45, concat(substring(code, 1, 10), '7', substring(code, 12)), code) AS credit_code,
    if(e3 < 20, '', concat(${list(families)}[1 + ${draw(of, 'lf', 20)}], ${list(givens)}[1 + ${draw(of, 'lg', 20)}])) AS legal_representative,
    multiIf(e4 < 30, [], e4 < 40, [concat('0', toString(2100000000 + ${draw(of, 't2', 99_999_999)}))], [concat('0', toString(2100000000 + ${draw(of, 't', 99_999_999)}))]) AS phones,
    if(e5 < 30, '', concat(p, '市', ${letter('s1')}, ${letter('s2')}, '路', toString(1 + ${draw(of, 'no', 900)}), if(e5 < 50, '号', '号楼'))) AS address,
    if(e6 < 20, '', p) AS city
  FROM (SELECT n, id, ${list(places)}[1 + ${draw(of, 'p', 16)}] AS p,
    concat(${letter('a')}, ${letter('b')}, ${letter('c')}, ${list(trades)}[1 + ${draw(of, 'tr', 12)}]) AS core,
    concat('91', toString(310000 + ${draw(of, 'd', 900)}), 'MA', leftPad(toString(id), 8, '0')) AS code,
    ${[1, 2, 3, 4, 5, 6].map((at) => `${draw('n', `e${at}`, 100)} AS e${at}`).join(', ')}
    FROM (${numbered(rows, seed)}))`;
  return { sql, attributes: attributesFor('organization', fields) };
}
