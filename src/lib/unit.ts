/** People are counted in fields that say so by their label: 53 employees. */
const english: Readonly<Record<string, string>> = { 人: '', 户: 'households', 家: 'companies' };

/** The unit of a quantity as a language writes it behind the number: 53 人, 53; 12 户, 12 households. */
export function withUnit(text: string, unit: string | undefined, language: 'en' | 'zh'): string {
  const word = unit === undefined || language === 'zh' ? unit : (english[unit] ?? unit);
  return [text, word].filter(Boolean).join(' ');
}
