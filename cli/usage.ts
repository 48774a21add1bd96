import { CommanderError } from 'commander';
import { type Bilingual, isProblem } from '../src/lib/problem.ts';

/** Problems of how a command was written, whoever found them: its options, a rule, a field, a mapping. */
const usageCodes =
  /^(?:cli\.(?:usage|mapping)|config\.invalid|request\.invalid|rule\..+|query\.cursor|profiles\.(?:fields|owner)|edits\.(?:value|list|identifying|separator|invalid|kind|selection)|import\.mapping|demo\.(?:scenario|options))$/;

/** True where writing the command otherwise would help. */
export function isUsage(error: unknown): boolean {
  return error instanceof CommanderError || (isProblem(error) && usageCodes.test(error.code));
}

const reasons: readonly (readonly [pattern: RegExp, text: Bilingual])[] = [
  [/^must be a whole number$/, { en: 'it must be a whole number', zh: '必须是整数' }],
  [/^Allowed choices are (.+)\.$/, { en: 'it is one of $1', zh: '可选值为 $1' }],
];

function translateReason(reason: string): Bilingual {
  const [pattern, text] = reasons.find(([one]) => one.test(reason)) ?? [];
  if (pattern === undefined || text === undefined) return { en: reason, zh: reason };
  return { en: reason.replace(pattern, text.en), zh: reason.replace(pattern, text.zh) };
}

/** What the parser of options says, by the shape of its message, in both languages. */
const messages: readonly (readonly [pattern: RegExp, en: string, zh: string])[] = [
  [/^unknown command '(.*)'$/s, 'There is no command “$1”.', '没有命令“$1”。'],
  [/^unknown option '(.*)'$/s, 'There is no option “$1” here.', '此处没有选项“$1”。'],
  [/^missing required argument '(.*)'$/s, 'The argument <$1> is missing.', '缺少参数 <$1>。'],
  [/^required option '(.*)' not specified$/s, 'The option $1 is needed.', '需要选项 $1。'],
  [/^option '(.*)' argument missing$/s, 'The option $1 needs a value.', '选项 $1 需要一个值。'],
  [
    /^too many arguments(?: for '(.*)')?\. Expected (\d+) arguments? but got (\d+)\.?/s,
    'Too many arguments: expected $2, got $3. Quote texts with spaces.',
    '参数过多：应为 $2 个，实为 $3 个。含空格的文本请加引号。',
  ],
];

/** What is wrong with a command line, in both languages; `command` is the word to ask help of. */
export function explainUsage(error: CommanderError, command: string): Bilingual {
  const [message = '', suggestion] = error.message.replace(/^error: /, '').split(/\n\(Did you mean /);
  const meant = suggestion?.replace(/\?\)$/, '');
  const see = `clientele ${command === '' ? '' : `${command} `}--help`;
  const what = translateMessage(message);
  return {
    en: `${what.en}${meant === undefined ? '' : ` Did you mean ${meant}?`} See: ${see}`,
    zh: `${what.zh}${meant === undefined ? '' : `您是否想输入 ${meant}？`}用法见：${see}`,
  };
}

function translateMessage(message: string): Bilingual {
  const wrong = /^(?:option|command-argument value) '(.*)' argument '(.*)' is invalid\. (.*)$/s.exec(message);
  if (wrong !== null) {
    const [, option = '', value = '', reason = ''] = wrong;
    const why = translateReason(reason);
    return {
      en: `${option} cannot be “${value}”: ${why.en}.`,
      zh: `${option} 不能为“${value}”：${why.zh}。`,
    };
  }
  if (message === '(outputHelp)') return { en: 'Name a command.', zh: '请给出命令。' };
  const [pattern, en, zh] = messages.find(([one]) => one.test(message)) ?? [];
  if (pattern === undefined || en === undefined || zh === undefined) return { en: message, zh: message };
  return { en: message.replace(pattern, en), zh: message.replace(pattern, zh) };
}
