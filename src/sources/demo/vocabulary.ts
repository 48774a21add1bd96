import { familyNames, givenNames, tradeList, tradeNameCharacters, type Spelt } from './catalogue.ts';
import { nameStyles } from './organization.ts';
import { wholeNames } from './names.data.ts';
import { encodeTexts, type Encoding, type Texts } from './page.ts';
import { buildings, roads } from './places.data.ts';
import { getPlaces } from './places.ts';
import {
  branches,
  departments,
  domainEnds,
  forms,
  interests,
  mailHosts,
  mailboxes,
  products,
  remarks,
  states,
  tiers,
  titles,
} from './words.data.ts';

/** Every text a cell is put together from, encoded once; lists per place and trade have one text for each. */
export interface Vocabulary {
  readonly pieces: Texts;
  readonly families: Texts;
  readonly given: readonly [Texts, Texts];
  readonly whole: Texts;
  readonly trade: Texts;
  readonly familyPinyin: Texts;
  readonly givenPinyin: readonly [Texts, Texts];
  readonly tradePinyin: Texts;
  /** The words of trade n begin at `wordStarts[n]`. */
  readonly words: Texts;
  readonly wordStarts: Uint32Array;
  readonly scopes: Texts;
  readonly scopeStarts: Uint32Array;
  readonly trades: Texts;
  readonly tradeCodes: Texts;
  readonly divisions: Texts;
  readonly places: PlaceTexts;
  readonly roads: Texts;
  readonly buildings: Texts;
  readonly forms: Texts;
  readonly formTypes: Texts;
  readonly states: Texts;
  readonly mailHosts: Texts;
  readonly domainEnds: Texts;
  readonly mailboxes: Texts;
  readonly titles: Texts;
  readonly departments: Texts;
  readonly remarks: Texts;
  readonly products: Texts;
  readonly interests: readonly [Texts, Texts];
  readonly tiers: Texts;
  readonly branches: Texts;
}

interface PlaceTexts {
  /** What stands before a company's name, per name style; undefined for none. */
  readonly heads: readonly (Texts | undefined)[];
  /** Province, city and county run together. */
  readonly full: Texts;
  /** City and county. */
  readonly local: Texts;
  readonly provinces: Texts;
  readonly provincesShort: Texts;
  /** With 市, or the municipality. */
  readonly cities: Texts;
  readonly citiesShort: Texts;
  /** The city and its county, for small shops' names. */
  readonly counties: Texts;
  readonly areaCodes: Texts;
}

/** Fixed pieces of cells; `pieces` holds them in this order. */
const pieces = [
  '（',
  '）',
  '(',
  ')',
  '年',
  '月',
  '日',
  '号',
  '室',
  '人',
  '万元人民币',
  '万人民币',
  '万元',
  '万',
  '亿元',
  '元',
  '万美元',
  '万港元',
  '万欧元',
  '人以上',
  '少于',
  '转',
  '；',
  '、',
  '人民币',
  '整',
  '女',
  '男',
  '先生',
  '女士',
  '（曾用名：',
  '以上',
  '，法律、法规禁止的除外',
  '（依法须经批准的项目，经相关部门批准后方可开展经营活动）',
  '市场监督管理局',
  '有限公司',
  '层',
] as const;
export type Piece = (typeof pieces)[number];
const pieceIndex = new Map<string, number>(pieces.map((piece, index) => [piece, index]));

/** The place of a fixed piece in `Vocabulary.pieces`. */
export function indexOfPiece(piece: Piece): number {
  return pieceIndex.get(piece) ?? 0;
}

function startsOf(lists: readonly (readonly string[])[]): Uint32Array {
  const starts = new Uint32Array(lists.length);
  lists.reduce((at, list, index) => {
    starts[index] = at;
    return at + list.length;
  }, 0);
  return starts;
}

function encodePlaces(encoding: Encoding): PlaceTexts {
  const { list } = getPlaces();
  const encode = (read: (place: (typeof list)[number]) => string): Texts =>
    encodeTexts(list.map(read), encoding);
  const provincesShort = encode((it) => it.provinceShort);
  const cities = encode((it) => it.city || (it.province.endsWith('市') ? it.province : it.county));
  const citiesShort = encode((it) => it.cityShort);
  const counties = encode((it) => it.cityShort + it.county);
  const heads = {
    'city-full': cities,
    city: citiesShort,
    province: provincesShort,
    county: counties,
    none: undefined,
    bracket: undefined,
  };
  return {
    heads: nameStyles.map((style) => heads[style]),
    full: encode((it) => it.province + it.city + it.county),
    local: encode((it) => (it.city || (it.province.endsWith('市') ? it.province : '')) + it.county),
    provinces: encode((it) => it.province),
    provincesShort,
    cities,
    citiesShort,
    counties,
    areaCodes: encode((it) => it.areaCode),
  };
}

/** Phrases of a scope; every fourth trade has one that must be quoted, as hand-kept lists do. */
function scopesOf(trade: (typeof tradeList)[number], index: number): string[] {
  const quoted = index % 4 === 0 ? [`"${trade.scope.join(',')},""互联网+""${trade.words[0] ?? ''}"`] : [];
  return [...trade.scope, ...quoted];
}

function encodeAll(encoding: Encoding): Vocabulary {
  const encode = (list: readonly string[]): Texts => encodeTexts(list, encoding);
  const text = (list: readonly Spelt[]): Texts => encode(list.map((it) => it.text));
  const pinyin = (list: readonly Spelt[]): Texts => encode(list.map((it) => it.pinyin));
  const scopes = tradeList.map(scopesOf);
  return {
    pieces: encode(pieces),
    families: text(familyNames),
    given: [text(givenNames[0]), text(givenNames[1])],
    whole: encode(wholeNames),
    trade: text(tradeNameCharacters),
    familyPinyin: pinyin(familyNames),
    givenPinyin: [pinyin(givenNames[0]), pinyin(givenNames[1])],
    tradePinyin: pinyin(tradeNameCharacters),
    words: encode(tradeList.flatMap((trade) => trade.words)),
    wordStarts: startsOf(tradeList.map((trade) => trade.words)),
    scopes: encode(scopes.flat()),
    scopeStarts: startsOf(scopes),
    trades: encode(tradeList.map((trade) => trade.name)),
    tradeCodes: encode(tradeList.map((trade) => trade.code)),
    divisions: encode(tradeList.map((trade) => trade.division)),
    places: encodePlaces(encoding),
    roads: encode(roads),
    buildings: encode(buildings),
    forms: encode(forms.map((form) => form[0])),
    formTypes: encode(forms.map((form) => form[2])),
    states: encode(states.map((state) => state[0])),
    mailHosts: encode(mailHosts.map((host) => host[0])),
    domainEnds: encode(domainEnds),
    mailboxes: encode(mailboxes),
    titles: encode(titles),
    departments: encode(departments),
    remarks: encode(remarks),
    products: encode(products),
    interests: [encode(interests.map((it) => it[0])), encode(interests.map((it) => it[1]))],
    tiers: encode(tiers),
    branches: encode(branches),
  };
}

const made = new Map<Encoding, Vocabulary>();

/** All texts in an encoding, encoded on first use. */
export function getVocabulary(encoding: Encoding): Vocabulary {
  const known = made.get(encoding);
  if (known !== undefined) return known;
  const vocabulary = encodeAll(encoding);
  made.set(encoding, vocabulary);
  return vocabulary;
}
