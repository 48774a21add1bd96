import type { Language } from './problem.ts';

/** The language of an `Accept-Language` header: `zh` when the reader prefers any Chinese to any English, else `en`. */
export function preferredLanguage(header: string | null): Language {
  let best: { language: Language; weight: number } = { language: 'en', weight: 0 };
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [tag = '', ...options] = part.trim().toLowerCase().split(';');
    const language = /^zh(-|$)/.test(tag) ? 'zh' : /^en(-|$)/.test(tag) ? 'en' : undefined;
    if (!language) continue;
    const weight = Number(/^\s*q=([\d.]+)/.exec(options.join(';'))?.[1] ?? 1);
    if (weight > best.weight) best = { language, weight };
  }
  return best.language;
}
