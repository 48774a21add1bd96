/** Ids that programs send where they know none; as ids they would make one customer of thousands. */
export const blockedIds =
  '(?i)^(?:[0-]*|-1|null|undefined|nil|none|nan|true|false|anonymous|guest|unknown|visitor|user|test|n/a|\\(null\\)|\\(not set\\)|\\[object object\\]|[?_.]+|无|未知|游客|匿名)$';
const blocked = new RegExp(blockedIds.slice('(?i)'.length), 'i');
const longestId = 255;
const fullWidth = /[\uff01-\uff5e\u3000]/g;

/** An id as it is compared: without space around it, full-width signs as plain ones; '' for what names nobody. */
export function readId(value: unknown): string {
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  const said = String(value);
  const text = plain.test(said) ? said : clean(said);
  return text.length > longestId || blocked.test(text) ? '' : text;
}

/** Most ids are plain, and need no cleaning. */
const plain = /^[\w.@:|+-]+$/;

function clean(text: string): string {
  return text
    .replaceAll(fullWidth, (sign) =>
      sign === '\u3000' ? ' ' : String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
    )
    .replaceAll(/\s+/g, ' ')
    .trim();
}
