/** People are counted in fields whose label says so: 53 employees. */
const english: Readonly<Record<string, string>> = { 人: '', 户: 'households', 家: 'companies' };

/** The unit of a quantity as a language writes it behind the number, or '': 53 人, 53; 12 户, 12 households. */
export function unitWord(unit: string, language: 'en' | 'zh'): string {
  return language === 'zh' ? unit : (english[unit] ?? unit);
}

/** A number with the unit behind it. */
export function withUnit(text: string, unit: string | undefined, language: 'en' | 'zh'): string {
  return [text, unit === undefined ? '' : unitWord(unit, language)].filter(Boolean).join(' ');
}
