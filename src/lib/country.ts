/** Other ways of writing a country than its ISO code and its names in English and Chinese. */
const aliases: Readonly<Record<string, string>> = {
  'united states of america': 'US',
  america: 'US',
  'u.s.a.': 'US',
  'u.s.': 'US',
  usa: 'US',
  'united kingdom of great britain and northern ireland': 'GB',
  'great britain': 'GB',
  england: 'GB',
  scotland: 'GB',
  uk: 'GB',
  'u.k.': 'GB',
  "people's republic of china": 'CN',
  'p.r. china': 'CN',
  'p.r.china': 'CN',
  'pr china': 'CN',
  prc: 'CN',
  chn: 'CN',
  'mainland china': 'CN',
  中华人民共和国: 'CN',
  中国大陆: 'CN',
  大陆: 'CN',
  香港: 'HK',
  'hong kong': 'HK',
  中国香港: 'HK',
  澳门: 'MO',
  macao: 'MO',
  macau: 'MO',
  台湾: 'TW',
  taiwan: 'TW',
  中国台湾: 'TW',
  'south korea': 'KR',
  korea: 'KR',
  russia: 'RU',
  deutschland: 'DE',
  españa: 'ES',
  日本国: 'JP',
  deu: 'DE',
  gbr: 'GB',
  jpn: 'JP',
  can: 'CA',
};

let names: ReadonlyMap<string, string> | undefined;

/** Every code that the platform has a name for, with these names. */
function countryNames(): ReadonlyMap<string, string> {
  if (names !== undefined) return names;
  const found = new Map<string, string>();
  const languages = ['en', 'zh-Hans', 'zh-Hant'].map(
    (language) => new Intl.DisplayNames([language], { type: 'region', fallback: 'none' }),
  );
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  for (const code of letters.flatMap((one) => letters.map((other) => one + other))) {
    // Codes of countries that are no more stand for those that came after them.
    if (new Intl.Locale(`und-${code}`).region !== code) continue;
    const own = languages.flatMap((language) => language.of(code) ?? []);
    const written = own.length === 0 ? [] : [code, ...own];
    for (const name of written) if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), code);
  }
  names = new Map([...found, ...Object.entries(aliases)]);
  return names;
}

/** The ISO 3166 code of a country, from its code or its name in English or Chinese; undefined for anything else. */
export function countryCode(text: string): string | undefined {
  return text.length > 60 ? undefined : countryNames().get(text.normalize('NFKC').trim().toLowerCase());
}

const euro = 'AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK'.split(' ');
const currencies: ReadonlyMap<string, string> = new Map([
  ...euro.map((country) => [country, 'EUR'] as const),
  ['US', 'USD'],
  ['GB', 'GBP'],
  ['CN', 'CNY'],
  ['HK', 'HKD'],
  ['TW', 'TWD'],
  ['JP', 'JPY'],
  ['KR', 'KRW'],
  ['SG', 'SGD'],
  ['AU', 'AUD'],
  ['CA', 'CAD'],
  ['CH', 'CHF'],
]);

/** The currency that amounts are meant in there, as far as the normalisers know it. */
export function currencyOf(country: string): string | undefined {
  return currencies.get(country);
}
