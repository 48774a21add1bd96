/** A choice as a field has it. */
interface Choice {
  readonly key: string;
  readonly label: { readonly en: string; readonly zh: string };
}

/** Choices as lines: `gold = 金卡 = Gold`. */
export function writeChoices(choices: readonly Choice[]): string {
  return choices.map(({ key, label }) => `${key} = ${label.zh} = ${label.en}`).join('\n');
}

/** The choices of lines; null where a line is none. */
export function readChoices(text: string): Choice[] | null {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const choices = lines.map((line) => {
    const [key = '', zh = '', en = ''] = line.split('=').map((part) => part.trim());
    return { key, label: { zh, en: en === '' ? zh : en } };
  });
  return choices.every(({ key, label }) => key !== '' && label.zh !== '') ? choices : null;
}
