const english: Readonly<Record<string, string>> = { 人: 'people', 户: 'households', 家: 'companies' };

/** The unit of a quantity as a language writes it behind the number: 人, people. */
export function unitWord(unit: string, language: 'en' | 'zh'): string {
  return language === 'zh' ? unit : (english[unit] ?? unit);
}
