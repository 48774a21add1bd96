/** Surnames of two characters; all others have one. */
const longSurnames =
  '欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|司徒|夏侯|长孙|宇文|端木|南宫|司空|独孤|百里|呼延|万俟|闻人|澹台|公冶|宗政|濮阳|淳于|单于|太叔|申屠|轩辕|钟离|鲜于|赫连|拓跋|完颜';

const chinese = (name: string) => `match(${name}, '^[\\\\x{4E00}-\\\\x{9FFF}]{2,5}$')`;
const long = (name: string) => `match(${name}, '^(?:${longSurnames}).')`;
const words = (name: string) => `splitByRegexp('[\\\\s·•]+', ${name})`;

/** The family name in a whole name: 欧阳锋 → 欧阳, "Smith, John" and "John Smith" → Smith. */
export function familyOf(name: string): string {
  return `multiIf(${chinese(name)}, if(${long(name)}, substringUTF8(${name}, 1, 2), substringUTF8(${name}, 1, 1)),
    position(${name}, ',') > 0, trimBoth(splitByChar(',', ${name})[1]),
    position(${name}, ' ') > 0, ${words(name)}[-1], ${name})`;
}

/** The given name in a whole name, empty where there is none. */
export function givenOf(name: string): string {
  return `multiIf(${chinese(name)}, if(${long(name)}, substringUTF8(${name}, 3), substringUTF8(${name}, 2)),
    position(${name}, ',') > 0, trimBoth(splitByChar(',', ${name})[2]),
    position(${name}, ' ') > 0, arrayStringConcat(arrayPopBack(${words(name)}), ' '), '')`;
}
