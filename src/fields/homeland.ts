import { countryCode } from '../lib/country.ts';
import type { ColumnMatch } from './header.ts';

const states = `AL AK AZ AR CA CO CT DC DE FL GA HI IA ID IL IN KS KY LA MA MD ME MI MN MO MS MT NC ND NE NH NJ NM NV NY OH OK OR PA RI SC SD TN TX UT VA VT WA WI WV WY`;
const stateNames = `Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|District of Columbia|Delaware|Florida|Georgia|Hawaii|Iowa|Idaho|Illinois|Indiana|Kansas|Kentucky|Louisiana|Massachusetts|Maryland|Maine|Michigan|Minnesota|Missouri|Mississippi|Montana|North Carolina|North Dakota|Nebraska|New Hampshire|New Jersey|New Mexico|Nevada|New York|Ohio|Oklahoma|Oregon|Pennsylvania|Puerto Rico|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Virginia|Vermont|Washington|Wisconsin|West Virginia|Wyoming`;
const americanStates: ReadonlySet<string> = new Set([
  ...states.split(' '),
  ...stateNames.split('|').map((name) => name.toLowerCase()),
]);

/** Shares of the filled cells from which one country speaks for the whole file. */
const enough = 0.8;
const fewest = 3;

function isAmericanState(text: string): boolean {
  const trimmed = text.trim();
  return americanStates.has(trimmed) || americanStates.has(trimmed.toLowerCase());
}

/** The filled cells of the column that holds a field. */
function cellsOf(
  field: string,
  columns: readonly ColumnMatch[],
  rows: readonly (readonly string[])[],
): string[] {
  const column = columns.find((match) => match.field?.key === field)?.column;
  if (column === undefined) return [];
  return rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '');
}

/**
 * The country that a file is from, as its columns of countries or of states tell it; undefined where they do not.
 * It says how phone numbers without a country code, amounts without a currency and dates such as 3/4/2024 are meant.
 */
export function guessHomeland(
  columns: readonly ColumnMatch[],
  rows: readonly (readonly string[])[],
): string | undefined {
  const countries = cellsOf('country', columns, rows).map(countryCode);
  const [first] = countries;
  if (countries.length > 0)
    return first !== undefined && countries.every((country) => country === first) ? first : undefined;
  const places = cellsOf('state', columns, rows);
  const american = places.filter(isAmericanState).length;
  return places.length >= fewest && american >= enough * places.length ? 'US' : undefined;
}
