import { quoteText, type WarehouseParameters } from './statement.ts';

/** Text literals and quoted names, which are left alone, or a parameter. */
const pieces = /'(?:[^'\\]|\\[\s\S])*'|`(?:[^`\\]|\\[\s\S])*`|\{(?<name>[A-Za-z_]\w*):(?<type>[^{}]+)\}/g;

/**
 * Puts parameters into a statement as typed literals. Both engines have parameters of their own, but the one inside the
 * process runs statements that use them one after another over all connections, so that a question waits for a whole
 * import, and a server reads them from the URL, where a long list does not fit.
 */
export function fillParameters(sql: string, parameters: WarehouseParameters): string {
  return sql.replaceAll(pieces, (piece: string, ...rest: unknown[]) => {
    const [name, type] = rest;
    if (typeof name !== 'string' || typeof type !== 'string') return piece;
    if (!Object.hasOwn(parameters, name)) throw new Error(`no value for the parameter ${name}`);
    return `_CAST(${literal(parameters[name])}, ${quoteText(type)})`;
  });
}

function literal(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') return quoteText(value).replaceAll('\0', '\\0');
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'bigint' || (typeof value === 'number' && Number.isFinite(value)))
    return String(value);
  if (Array.isArray(value)) return `[${value.map(literal).join(', ')}]`;
  throw new Error(`no warehouse literal for a ${typeof value}`);
}
