import type { Bilingual } from '../../lib/problem.ts';

/** Why a row of a file can be rejected, by the code that stands in the rejects file. */
const rejectReasons = {
  'ragged.long': {
    en: 'The row has more cells than there are headers. A delimiter inside a value is probably not quoted: quote that value.',
    zh: '该行的单元格多于表头。很可能某个值中含有未加引号的分隔符：请给该值加上引号。',
  },
  'ragged.short': {
    en: 'The row has less than half of the cells that the headers ask for. Fill in the missing cells or remove the row.',
    zh: '该行的单元格不足表头的一半。请补全缺少的单元格，或删除该行。',
  },
  'quote.unclosed': {
    en: 'A quoted value begins on this line and does not end. Add the closing quote, or double a quote that belongs to the value.',
    zh: '该行有一个带引号的值没有结束。请补上后引号；若引号属于值本身，请写成两个引号。',
  },
  nul: {
    en: 'The row contains NUL bytes, which no text has. Export the file again from the program that made it.',
    zh: '该行含有 NUL 字节，正常文本中不会出现。请在原程序中重新导出文件。',
  },
  encoding: {
    en: 'The row contains bytes that the encoding of the file does not have. Choose another encoding or mend the row.',
    zh: '该行含有文件编码中不存在的字节。请选择其他编码，或修正该行。',
  },
  'line.long': {
    en: 'The row is longer than a row may be. Line breaks are probably missing: split it into rows.',
    zh: '该行超过允许的最大长度，可能缺少换行。请将其拆分为多行。',
  },
  'json.syntax': {
    en: 'The record is not valid JSON. Check its quotes, commas and brackets.',
    zh: '该记录不是有效的 JSON。请检查引号、逗号和括号。',
  },
  'json.type': {
    en: 'The record is a bare value where an object with keys is expected. Write it as {"key": value}.',
    zh: '该记录是单个值，而这里需要带键的对象。请写成 {"键": 值}。',
  },
  'vcard.unclosed': {
    en: 'The card has a BEGIN:VCARD without its END:VCARD. Add the missing line.',
    zh: '该名片有 BEGIN:VCARD 而没有 END:VCARD。请补上缺少的行。',
  },
  'vcard.empty': {
    en: 'The card has neither a name nor an organisation nor a way to reach anyone. Fill it in or remove it.',
    zh: '该名片既无姓名、单位，也无任何联系方式。请补全或删除。',
  },
  'row.nameless': {
    en: 'The row has no name, number, phone or e-mail, so nobody can tell whose facts these are. Fill in one of them.',
    zh: '该行没有名称、编号、电话或邮箱，无法判断数据属于谁。请至少填写一项。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** The reason behind a code of the rejects file in both languages; a code from elsewhere is its own text. */
export function describeReject(code: string): Bilingual {
  for (const [known, text] of Object.entries(rejectReasons)) if (known === code) return text;
  return { en: code, zh: code };
}
