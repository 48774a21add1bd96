import { Problem, fillIn, type Bilingual, type ProblemDetails } from '../../lib/problem.ts';
import type { FileWarning } from './types.ts';

const texts = {
  'files.empty': {
    en: '{file} has no rows. Check that the right file was chosen and that it was saved.',
    zh: '{file} 中没有任何数据行。请确认选对了文件，并且文件已保存。',
  },
  'files.missing': {
    en: '{file} cannot be opened ({reason}). Check the path and the rights to read it.',
    zh: '无法打开 {file}（{reason}）。请检查路径和读取权限。',
  },
  'files.format': {
    en: '{file} is {found}, which cannot be read. Save it as CSV, XLSX, XLS, JSON, JSON Lines, Parquet or vCard.',
    zh: '{file} 是{found}，无法读取。请另存为 CSV、XLSX、XLS、JSON、JSON Lines、Parquet 或 vCard。',
  },
  'files.broken': {
    en: '{file} is damaged or not what its format says ({reason}). Save it again in the program that made it.',
    zh: '{file} 已损坏，或与其格式不符（{reason}）。请在原程序中重新保存。',
  },
  'files.gzip': {
    en: '{file} is a damaged or cut-off gzip file ({reason}). Compress or download it again.',
    zh: '{file} 是损坏或不完整的 gzip 文件（{reason}）。请重新压缩或下载。',
  },
  'files.bomb': {
    en: '{file} unpacks to more than is allowed ({limit}): it looks like a zip bomb. Unpack it yourself and import the file inside.',
    zh: '{file} 解压后超过允许的大小（{limit}），疑似压缩炸弹。请自行解压后导入其中的文件。',
  },
  'files.password': {
    en: '{file} is protected by a password. Open it, save it without a password, and import that file.',
    zh: '{file} 受密码保护。请打开并另存为不带密码的文件后再导入。',
  },
  'files.sheet': {
    en: '{file} has no sheet "{sheet}". Its sheets are: {sheets}.',
    zh: '{file} 中没有名为“{sheet}”的工作表。现有工作表：{sheets}。',
  },
  'files.size': {
    en: '{file} is larger than {limit}, the most that this format can be read at. Save it as XLSX or CSV.',
    zh: '{file} 超过 {limit}，这是该格式可读取的上限。请另存为 XLSX 或 CSV。',
  },
  'files.columns': {
    en: '{file} has {columns} columns in line {line}; at most {limit} are taken. Check the delimiter, or remove columns.',
    zh: '{file} 第 {line} 行有 {columns} 列，最多允许 {limit} 列。请检查分隔符或删减列。',
  },
  'files.encoding': {
    en: 'The encoding "{encoding}" is not known. Use one of utf-8, utf-16le, utf-16be, gb18030, big5, shift_jis, windows-1252.',
    zh: '未知的编码“{encoding}”。可用：utf-8、utf-16le、utf-16be、gb18030、big5、shift_jis、windows-1252。',
  },
  'files.delimiter': {
    en: 'The {part} "{value}" cannot be used: it must be short, and differ from line ends and from the other mark.',
    zh: '不能使用{part}“{value}”：它必须很短，且不同于换行符和另一个符号。',
  },
  'files.strings': {
    en: '{file} has more text in its shared strings than {limit}. Save it as CSV.',
    zh: '{file} 的共享字符串超过 {limit}。请另存为 CSV。',
  },
  'files.memory': {
    en: '{file} needs more memory than a file may take. Save it as CSV, or split it.',
    zh: '{file} 所需内存超过单个文件的上限。请另存为 CSV 或拆分文件。',
  },
  'files.json': {
    en: '{file} holds no list of records: expected an array of objects, an object of objects, or one of data, rows, records, items, results.',
    zh: '{file} 中没有记录列表：应为对象数组、对象的对象，或含有 data、rows、records、items、results 之一。',
  },
  'files.space': {
    en: 'The disk is full or cannot be written while spooling {file} ({reason}). Free some space and start the import again: it goes on where it stopped.',
    zh: '暂存 {file} 时磁盘已满或无法写入（{reason}）。请释放空间后重新开始，导入会从中断处继续。',
  },
  'files.header-row': {
    en: '{file} has no line {headerRow} to take the headers from. Choose another line.',
    zh: '{file} 没有第 {headerRow} 行，无法作为表头。请选择其他行。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type FileProblemCode = keyof typeof texts;

/** The problem of reading a file that `code` names, with its text filled in. */
export function fileProblem(code: FileProblemCode, details: ProblemDetails): Problem {
  return new Problem(code, texts[code], details);
}

const warningTexts = {
  'header.duplicate': {
    en: 'Several columns share a header; a number was added to: {headers}.',
    zh: '有多列的表头相同，已加上序号：{headers}。',
  },
  'header.missing': {
    en: 'Columns without a header were named by their position: {headers}.',
    zh: '没有表头的列已按位置命名：{headers}。',
  },
  'header.none': {
    en: 'No header row was found; columns are named by their position.',
    zh: '未找到表头行，各列已按位置命名。',
  },
  'header.title': {
    en: 'Lines above the header row (line {headerRow}) are left out.',
    zh: '表头行（第 {headerRow} 行）以上的内容不会导入。',
  },
  'encoding.doubtful': {
    en: 'The encoding was guessed as {encoding} from little text. Look at the preview and choose another if it is garbled.',
    zh: '由于文本较少，编码推测为 {encoding}。请查看预览，若为乱码请改选其他编码。',
  },
  'encoding.broken': {
    en: 'Some bytes do not fit {encoding}; rows with such bytes will be rejected.',
    zh: '部分字节不符合 {encoding}，含有这些字节的行将被拒绝。',
  },
  'key.late': {
    en: 'The key "{key}" first turns up in line {line}; its values are kept in the column "…".',
    zh: '键“{key}”在第 {line} 行才首次出现，其值保存在“…”列中。',
  },
  'amounts.scaled': {
    en: 'Amounts in {headers} are read as multiples of {factor}: as they stand, each employee would turn over {perHead} a year. Write the unit in the header, or choose another one for the column.',
    zh: '“{headers}”列的金额按 {factor} 倍读取：若按原数，人均年营业额仅为 {perHead}。请在表头注明单位，或为该列另选单位。',
  },
  'numbers.ruined': {
    en: 'Column "{header}" holds long numbers that a spreadsheet has rounded, such as {example}. Export it again with that column as text.',
    zh: '“{header}”列含有被电子表格舍入的长数字，例如 {example}。请将该列设为文本后重新导出。',
  },
  'sheet.hidden': {
    en: 'The workbook has hidden sheets: {sheets}.',
    zh: '工作簿含有隐藏的工作表：{sheets}。',
  },
} as const satisfies Readonly<Record<string, Bilingual>>;

export type FileWarningCode = keyof typeof warningTexts;

/** A warning about a file, with its text filled in. */
export function fileWarning(code: FileWarningCode, details: Record<string, unknown> = {}): FileWarning {
  const text = warningTexts[code];
  return { code, text: { en: fillIn(text.en, details), zh: fillIn(text.zh, details) }, details };
}
