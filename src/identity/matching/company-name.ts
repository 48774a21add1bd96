import { regionTree } from '../../fields/index.ts';

const chineseForms =
  '(?:股份)?有限(?:责任)?公司|有限合伙|普通合伙|合伙企业|集团(?:股份)?|股份公司|总公司|分公司|子公司|公司|个体工商户|商行|经营部';
const latinForms =
  'incorporated|inc|corporation|corp|company|co|limited|ltd|llc|llp|lp|plc|gmbh|ag|kg|sa|sas|sarl|srl|spa|bv|nv|ab|oy|as|aps|kk|pte|pty|holdings?|group|the';

/** Everyday and full names of provinces and cities, the longest first. */
function placeNames(): string {
  const short = (name: string) =>
    name.replace(/(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市|地区)$/, '');
  const names = regionTree
    .index()
    .nodes.filter(({ level }) => level <= 2)
    .map(({ name }) => short(name.zh));
  const kept = [...new Set(names)].filter((name) => name.length >= 2);
  return kept.toSorted((one, other) => other.length - one.length).join('|');
}

/**
 * What tells a company from others: its trade name and trade, without place, legal form and brackets, so that
 * 上海启明软件有限公司, 启明软件（上海）有限公司 and 启明软件 are written alike.
 */
export function companyCore(name: string): string {
  const plain = `lowerUTF8(replaceRegexpAll(${name}, '[（）()【】\\\\[\\\\]]', ' '))`;
  const placeless = `replaceRegexpAll(${plain}, '(?:^|\\\\s)(?:中国|中华)?(?:${placeNames()})(?:省|市)?(?:$|\\\\s)?', ' ')`;
  const formless = `replaceRegexpAll(${placeless}, '${chineseForms}', ' ')`;
  const latin = `replaceRegexpAll(replaceRegexpAll(${formless}, '[.,]', ''), '\\\\b(?:${latinForms})\\\\b', ' ')`;
  const core = `trimBoth(replaceRegexpAll(${latin}, '\\\\s+', ' '))`;
  return `if(${core} = '', lowerUTF8(${name}), replaceRegexpAll(${core}, '([\\\\x{4E00}-\\\\x{9FFF}]) +', '\\\\1'))`;
}
