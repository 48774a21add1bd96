/** What a business card says, by the fields of a person. */
export interface CardText {
  readonly name: string;
  readonly job_title: string;
  readonly department: string;
  readonly employer_name: string;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly fax: string;
  readonly website: string;
  readonly wechat_id: string;
  readonly qq: string;
  readonly address: string;
  readonly postcode: string;
  /** Lines of which it is not known what they are. */
  readonly rest: readonly string[];
}

type Part = Exclude<keyof CardText, 'rest'>;

/** Words before a value that say what it is. */
const labels: readonly (readonly [part: Part, words: string])[] = [
  ['fax', '传真|fax|f'],
  ['phones', '手机|移动电话|电话|座机|直线|总机|联系电话|mobile|mob|cell|tel|telephone|phone|direct|m|t|p'],
  ['emails', '电子邮箱|电子邮件|邮箱|邮件|e-?mail|mail|e'],
  ['website', '网址|网站|主页|官网|web ?site|web|url|w'],
  ['wechat_id', '微信号?|wechat(?: id)?|weixin'],
  ['qq', 'qq号?'],
  ['postcode', '邮编|邮政编码|zip(?: ?code)?|postal ?code|post ?code|p\\.?c'],
  ['address', '公司地址|办公地址|通讯地址|地址|add(?:ress|r)?'],
  ['employer_name', '公司名称|公司|单位|企业|company|organi[sz]ation'],
  ['department', '部门|department|dept'],
  ['job_title', '职位|职务|职称|title|position'],
  ['name', '姓名|联系人|name'],
];
const labelled = labels.map(
  ([part, words]) => [part, new RegExp(`^(?:${words})\\s*(?:[:：.]|\\s(?=[+\\d(]))\\s*(.+)$`, 'i')] as const,
);
const spaced = new RegExp(`\\s+(?=(?:${labels.map(([, words]) => words).join('|')})\\s*[:：])`, 'gi');

const email = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g;
const website = /(?:https?:\/\/|www\.)[^\s，,;；]+/i;
const phone = /(?:\+|00)?[\d(][\d\s().-]{5,22}\d(?:\s*(?:转|分机|ext\.?|x)\s*\d{1,6})?/gi;
const company =
  /(?:公司|集团|研究院|研究所|设计院|大学|学院|医院|银行|工厂|事务所|协会|商会|委员会|工作室|门诊部|有限合伙)(?:[（(].{1,20}[)）])?$|\b(?:inc|ltd|llc|llp|gmbh|corp|corporation|limited|plc|university|institute|holdings|group|bank|co)\.?$|\b(?:ag|s\.a\.|b\.v\.|pte)\b/i;
const title =
  /(?:经理|总监|总裁|主任|主管|工程师|设计师|会计师|律师|顾问|董事长?|代表|教授|讲师|医师|医生|助理|专员|秘书|总工|厂长|店长|合伙人|创始人|负责人|首席[^\s]{1,6}官)$|\b(?:ceo|cto|cfo|coo|cmo|manager|director|engineer|president|officer|consultant|head of|lead|founder|partner|assistant|executive|professor|analyst|specialist|representative|architect|designer|sales|lawyer|secretary|chairman|chairwoman)\b/i;
const department = /(?:部|中心|事业部|科|处|办公室)$|\b(?:department|division|dept)\b/i;
const address =
  /(?:省|市|区|县|镇|路|街|道|巷|弄)[^\s]{0,30}(?:号|楼|室|座|层|大厦|广场|园)|\b(?:road|rd|street|st|avenue|ave|floor|building|bldg|suite|district|lane|boulevard|blvd)\b.*\d|\d.*\b(?:road|rd|street|st|avenue|ave|floor|building|bldg|suite|district|lane|boulevard|blvd)\b/i;
const chineseName = /^\p{Script=Han}{2,4}$/u;
const compound = /^(\p{Script=Han}(?:\s?\p{Script=Han}){1,3})\s+(.+)$/u;
const latinName = /^(?:(?:Mr|Mrs|Ms|Dr|Prof)\.?\s+)?\p{Lu}[\p{L}'’.-]*(?:\s+\p{Lu}[\p{L}'’.-]*){1,3}$/u;
const postcode = /(?:^|[^\d])([1-9]\d{5})(?:$|[^\d])/;

const mostLines = 60;
const mostLetters = 5_000;

class Card {
  readonly single = new Map<Part, string>();
  readonly phones: string[] = [];
  readonly emails: string[] = [];
  readonly rest: string[] = [];

  /** The first of a kind counts; true when it was taken. */
  put(part: Part, value: string): boolean {
    const text = value.trim().replace(/^[,，;；|]+|[,，;；|]+$/g, '');
    if (text === '') return true;
    if (part === 'emails') return this.add(this.emails, text.match(email) ?? []);
    if (part === 'phones') return this.add(this.phones, text.match(phone) ?? []);
    if (this.single.has(part)) return false;
    this.single.set(part, text);
    return true;
  }

  private add(list: string[], found: readonly string[]): boolean {
    for (const one of found) if (!list.includes(one.trim())) list.push(one.trim());
    return found.length > 0;
  }
}

/** Reads the text of a business card, in Chinese or in the letters of Latin; what is not understood is among the rest. */
export function readCardText(text: string): CardText {
  const card = new Card();
  const lines = text
    .slice(0, mostLetters)
    .normalize('NFKC')
    .split(/\r?\n|\t|\s*[|｜]\s*|\s{3,}/)
    .flatMap((line) => line.replaceAll(spaced, '\n').split('\n'))
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const open = lines.slice(0, mostLines).filter((line) => !readLabelled(card, line));
  const left = open.filter((line) => !readKnown(card, line));
  for (const line of left) if (!readName(card, line)) card.rest.push(line);
  const one = (part: Part): string => card.single.get(part) ?? '';
  return {
    name: one('name').replace(/^(\p{Script=Han})\s+(?=\p{Script=Han})/u, '$1'),
    job_title: one('job_title'),
    department: one('department'),
    employer_name: one('employer_name'),
    phones: card.phones,
    emails: card.emails,
    fax: one('fax'),
    website: one('website'),
    wechat_id: one('wechat_id'),
    qq: one('qq'),
    address: one('address'),
    postcode: one('postcode'),
    rest: card.rest,
  };
}

function readLabelled(card: Card, line: string): boolean {
  for (const [part, pattern] of labelled) {
    const [, value] = pattern.exec(line) ?? [];
    if (value !== undefined && card.put(part, value)) return true;
  }
  return false;
}

/** What is known by its shape: addresses of mail and pages, numbers, companies, titles, places. */
function readKnown(card: Card, line: string): boolean {
  const shapes: readonly (readonly [Part, RegExp])[] = [
    ['emails', /@/],
    ['website', website],
    ['employer_name', company],
    ['address', address],
    ['postcode', /^[1-9]\d{5}$/],
    ['phones', /^\+?[\d\s().-]{7,}/],
  ];
  for (const [part, pattern] of shapes)
    if (pattern.test(line) && card.put(part, line)) {
      if (part === 'address') card.put('postcode', postcode.exec(line)?.[1] ?? '');
      return true;
    }
  return readTitle(card, line);
}

/** A title stands alone, or behind the name or department. */
function readTitle(card: Card, line: string): boolean {
  const [, name, behind] = compound.exec(line) ?? [];
  if (
    name !== undefined &&
    behind !== undefined &&
    title.test(behind) &&
    !title.test(name) &&
    !department.test(name)
  ) {
    card.put('name', name);
    return card.put('job_title', behind);
  }
  if (title.test(line)) return card.put('job_title', line);
  return department.test(line) && card.put('department', line);
}

function readName(card: Card, line: string): boolean {
  const isName = chineseName.test(line.replaceAll(' ', '')) || latinName.test(line);
  return isName && card.put('name', line);
}
