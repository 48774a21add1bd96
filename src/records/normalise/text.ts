import {
  extract,
  lookUp,
  matches,
  saysNothing,
  type NormaliseContext,
  type Normalised,
} from './expression.ts';

/** A free text as it came, but for space around it; column: key. */
export function normaliseText(key: string, { raw }: NormaliseContext): Normalised {
  return { lets: [], columns: [[key, raw]], invalid: null };
}

/**
 * Names of companies and people: full-width letters folded; brackets full-width beside Chinese characters, else plain.
 */
export function normaliseName(key: string, { folded }: NormaliseContext): Normalised {
  const odd = `multiSearchAny(${folded}, ['(', '[', '{', '【', '〔']) AND ${matches(folded, '\\p{Han}')}`;
  const brackets = `translateUTF8(${folded}, '()[]【】〔〕{}', '（）（）（）（）（）')`;
  return { lets: [], columns: [[key, `if(${odd}, ${brackets}, ${folded})`]], invalid: null };
}

/** Lists in one cell: interests, tags, products. Column: key (array). */
export function normaliseList(key: string, { prefix, raw }: NormaliseContext): Normalised {
  const parts = `${prefix}_parts`;
  return {
    lets: [[parts, `splitByChar('\\n', translateUTF8(${raw}, ';；、|', '\\n\\n\\n\\n'))`]],
    columns: [
      [
        key,
        `arrayDistinct(arrayFilter(x -> x != '' AND NOT ${saysNothing('x')}, arrayMap(x -> trimBoth(x), ${parts})))`,
      ],
    ],
    invalid: null,
  };
}

const plainEmail =
  "^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\\.)+(?:[a-z][a-z]+|xn--[a-z0-9-]+)$";
const worldEmail = plainEmail.replaceAll('a-z', 'a-z\\p{L}');

/** E-mail addresses in lower case, several in a cell; column: key (array of those with a valid form). */
export function normaliseEmail(key: string, { prefix, raw, folded }: NormaliseContext): Normalised {
  const name = (part: string) => `${prefix}_${part}`;
  const [plain, rest, line, words, parts, good] = [
    name('plain'),
    name('rest'),
    name('line'),
    name('words'),
    name('parts'),
    name('good'),
  ];
  const bare = `replaceRegexpOne(trimBoth(e), '^(?:mailto:|.*<)([^<>]*)>?$', '\\\\1')`;
  const unified = `translateUTF8(lower(${rest}), ',，；、|\\n\\t\u00a0', ';;;;;;  ')`;
  // "li7 82@163.com" is one address with a space in it: its end would be somebody else's.
  const torn = matches(line, '(?:^|[; ])[a-z._+-]*[0-9][a-z0-9._+-]* +[^ ;@]+@');
  const named = `arrayExists(w -> position(w, '@') > 0 AND position(w, '<') > 0, ${words})`;
  return {
    lets: [
      // Nearly every cell is one plain address; all else is worked out only where it is not.
      [
        plain,
        `${matches(`lower(${raw})`, plainEmail)} AND length(${raw}) <= 254 AND position(${raw}, '@') <= 65`,
      ],
      [rest, `if(${plain}, '', ${folded})`],
      [line, unified],
      [words, `splitByChar(';', replaceAll(${line}, ' ', ';'))`],
      [
        parts,
        `arrayFilter(e -> e != '' AND (position(e, '@') > 0 OR NOT ${named}), arrayMap(e -> if(multiSearchAny(e, ['<', 'mailto:']), ${bare}, e), ${words}))`,
      ],
      [good, `if(${torn}, emptyArrayString(), arrayFilter(e -> ${isEmail('e')}, ${parts}))`],
    ],
    columns: [
      [key, `multiIf(${plain}, [lower(${raw})], ${raw} = '', emptyArrayString(), arrayDistinct(${good}))`],
    ],
    invalid: `multiIf(${plain}, 0, ${raw} = '', 0, length(${good}) = length(${parts}), 0, NOT ${saysNothing(raw)})`,
  };
}

/** Most addresses are plain ASCII; the pattern for all letters of the world costs a hundred times as much. */
function isEmail(expression: string): string {
  const short = `length(${expression}) <= 254 AND position(${expression}, '@') <= 65`;
  return `${short} AND if(${isAscii(expression)}, ${matches(expression, plainEmail)}, ${matches(expression, worldEmail)})`;
}

function isAscii(expression: string): string {
  return `length(${expression}) = lengthUTF8(${expression})`;
}

const plainHost = '^(?:[a-z0-9]+(?:[_-]+[a-z0-9]+)*\\.)+[a-z][a-z0-9-]+(?::\\d+)?$';
const worldHost = plainHost.replaceAll('a-z', 'a-z\\p{L}');

/** Web addresses with their scheme, host in lower case; of several in a cell the first. Column: key. */
export function normaliseUrl(key: string, { prefix, raw, folded }: NormaliseContext): Normalised {
  const name = (part: string) => `${prefix}_${part}`;
  const [plain, rest, url] = [name('plain'), name('rest'), name('url')];
  const [scheme, host] = [name('scheme'), name('host')];
  const [first, bare] = [name('first'), name('bare')];
  const typed = `multiIf(${rest} = '', '', startsWith(lower(${bare}), 'http://'), concat('http://', substring(${bare}, 8)), startsWith(lower(${bare}), 'https://'), concat('https://', substring(${bare}, 9)), concat('https://', ${bare}))`;
  return {
    lets: [
      [plain, matches(raw, `^https?://${plainHost.slice(1, -1)}(?:[/?#]\\S*)?$`)],
      [rest, `if(${plain}, '', ${folded})`],
      [first, extract(rest, '^[^\\s;]+')],
      // https://https://… is what forms make of an address that somebody pasted whole.
      [bare, `replaceRegexpOne(${first}, '(?i)^(?:https?://)+(https?://)', '\\\\1')`],
      [url, typed],
      [scheme, extract(url, '^(https?://[^/?#]*)')],
      [host, `lower(${extract(scheme, '^https?://(.*)$')})`],
    ],
    columns: [
      [
        key,
        `multiIf(${plain}, ${raw}, ${raw} = '', '', concat(lower(${scheme}), substring(${url}, length(${scheme}) + 1)))`,
      ],
    ],
    invalid: `multiIf(${plain}, 0, ${raw} = '', 0, NOT if(${isAscii(host)}, ${matches(host, plainHost)}, ${matches(host, worldHost)}))`,
  };
}

/** Postcodes: letters in upper case; mainland ones must have six digits where the cell is all digits. */
export function normalisePostcode(key: string, { prefix, folded }: NormaliseContext): Normalised {
  const code = `${prefix}_code`;
  return {
    lets: [[code, `upper(trimBoth(${folded}))`]],
    columns: [[key, code]],
    invalid: `${code} != '' AND NOT ${matches(code, '^[0-9A-Z][0-9A-Z -]{1,10}[0-9A-Z]$')}`,
  };
}

const truths = new Map<string, number>(
  [
    [1, ['1', 'true', 't', 'yes', 'y', 'on', '是', '有', '真', '对', '√', '已', 'x', '☑', '✓']] as const,
    [0, ['0', 'false', 'f', 'no', 'n', 'off', '否', '无', '没有', '假', '×', '未', '☐']] as const,
  ].flatMap(([value, texts]) => texts.map((text) => [text, value] as const)),
);

/** Yes and no in both languages; column: key (0, 1 or NULL). */
export function normaliseBoolean(key: string, { prefix, raw }: NormaliseContext): Normalised {
  const value = `${prefix}_value`;
  return {
    lets: [[value, lookUp(`lower(toString(${raw}))`, truths, '2')]],
    columns: [[key, `if(${value} = 2, NULL, toUInt8(${value}))`]],
    invalid: `${raw} != '' AND ${value} = 2`,
  };
}

/** A value of a list, by key, label or synonym; one that is not on the list is kept as it came and marked. */
export function normaliseChoice(
  key: string,
  { prefix, raw }: NormaliseContext,
  choices: ReadonlyMap<string, string>,
): Normalised {
  const folded = `${prefix}_folded`;
  const found = `${prefix}_found`;
  return {
    lets: [
      [folded, `lower(replaceAll(toString(${raw}), ' ', ''))`],
      [found, choices.size === 0 ? "''" : lookUp(folded, choices, "''")],
    ],
    columns: [[key, `if(${found} = '', toString(${raw}), ${found})`]],
    invalid: choices.size === 0 ? null : `${raw} != '' AND ${found} = ''`,
  };
}
