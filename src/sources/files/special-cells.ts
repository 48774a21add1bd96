import { isPlainNumber } from './phone-bytes.ts';
import { hintPhone, isPlainPhone } from './phone-hint.ts';
import { readLength } from './row-binary.ts';
import { sealSecret } from './secret.ts';
import { countryCode } from '../../lib/country.ts';
import { Problem } from '../../lib/problem.ts';
import type { RejectedRow, SpoolSettings } from './types.ts';

/** A row as it is kept, with its hints or null when it needs none. */
export interface SpecialRow {
  readonly cells: readonly string[];
  readonly hints: readonly string[] | null;
}

/** What the special cells need of a spool's settings. */
export interface SpecialSettings
  extends
    Pick<SpoolSettings, 'phoneColumns' | 'secretColumns'>,
    Partial<Pick<SpoolSettings, 'droppedColumns'>> {
  readonly shape: { readonly headers: readonly string[] };
}

/** Treats the cells that SQL cannot: phones that are not plain Chinese ones, secrets, which never reach a chunk unsealed, and what may not come in at all. */
export class SpecialCells {
  private readonly width: number;
  /** Phone columns, and the country of their numbers where no cell says another. */
  private readonly phones: ReadonlyMap<number, string>;
  /** The column that says the country of a row's phones, or -1. */
  private readonly countryColumn: number;
  private readonly secrets: ReadonlyMap<number, Uint8Array>;
  /** Columns whose cells are left empty. */
  private readonly dropped: ReadonlySet<number>;
  private readonly last: number;

  constructor(settings: SpecialSettings) {
    this.width = settings.shape.headers.length;
    this.phones = new Map(
      settings.phoneColumns.map(({ column, country }) => [column, country.toUpperCase()]),
    );
    this.countryColumn =
      settings.phoneColumns.find((one) => one.countryColumn !== undefined)?.countryColumn ?? -1;
    this.secrets = new Map(
      settings.secretColumns.map((secret) => [secret.column, readKey(secret.encryptionKey)]),
    );
    this.dropped = new Set(settings.droppedColumns);
    const special = [...this.phones.keys(), ...this.secrets.keys(), ...this.dropped];
    this.last = special.reduce((most, column) => Math.max(most, column), this.countryColumn);
  }

  /** True when a column of the encoded cells at `from` that is sealed or dropped holds something. */
  sealsAny(bytes: Buffer, from: number): boolean {
    if (this.secrets.size + this.dropped.size === 0) return false;
    return this.someCell(
      { bytes, at: from },
      (column, length) => length > 0 && (this.secrets.has(column) || this.dropped.has(column)),
    );
  }

  /** Hints for the encoded cells at `from`, of which no such column holds anything. */
  hintsOf(bytes: Buffer, from: number): readonly string[] | null {
    if (this.phones.size === 0) return null;
    let hints: string[] | null = null;
    const said = this.countryAt(bytes, from);
    this.someCell({ bytes, at: from }, (column, length, at) => {
      const usual = this.phones.get(column);
      if (usual === undefined || length === 0) return false;
      const country = said ?? usual;
      if (country === 'CN' && isPlainNumber(bytes, at, length)) return false;
      const hint = hintCell(bytes.toString('utf8', at, at + length), country);
      if (hint === '') return false;
      hints ??= this.noHints();
      hints[column] = hint;
      return false;
    });
    return hints;
  }

  /** The same for cells as texts; secrets are sealed, and what is dropped is emptied. */
  apply(given: readonly string[]): SpecialRow {
    const cells =
      this.dropped.size === 0 ? given : given.map((cell, at) => (this.dropped.has(at) ? '' : cell));
    let hints = this.hintPhones(cells);
    const kept = [...cells];
    for (const [column, key] of this.secrets) {
      const cell = cells[column] ?? '';
      if (cell === '') continue;
      const { sealed, masked, hash } = sealSecret(cell, key);
      kept[column] = sealed;
      hints ??= this.noHints();
      hints[column] = `${masked}|${hash}`;
    }
    return { cells: kept, hints };
  }

  private hintPhones(cells: readonly string[]): string[] | null {
    const said = countryCode(cells[this.countryColumn] ?? '');
    let hints: string[] | null = null;
    for (const [column, usual] of this.phones) {
      const cell = cells[column] ?? '';
      const hint = cell === '' ? '' : hintCell(cell, said ?? usual);
      if (hint === '') continue;
      hints ??= this.noHints();
      hints[column] = hint;
    }
    return hints;
  }

  /** A rejected row keeps no secret readable: its secret cells and its text are sealed. Where columns are dropped nothing of it is kept, for its cells may stand in other places. */
  concealReject(row: RejectedRow): RejectedRow {
    if (this.dropped.size > 0) return { ...row, cells: [], raw: '' };
    const [key] = this.secrets.values();
    if (key === undefined) return row;
    const cells = row.cells.map((cell, column) => {
      const own = this.secrets.get(column);
      return own === undefined || cell === '' ? cell : sealSecret(cell, own).sealed;
    });
    return { ...row, cells, raw: sealSecret(row.raw, key).sealed };
  }

  /** The country that the encoded row at `from` says, if it says one. */
  private countryAt(bytes: Buffer, from: number): string | undefined {
    if (this.countryColumn < 0) return undefined;
    let text = '';
    this.someCell({ bytes, at: from }, (column, length, at) => {
      if (column === this.countryColumn) text = bytes.toString('utf8', at, at + Math.min(length, 200));
      return column === this.countryColumn;
    });
    return countryCode(text);
  }

  private noHints(): string[] {
    return Array.from({ length: this.width }, () => '');
  }

  private someCell(
    reading: { readonly bytes: Buffer; at: number },
    test: (column: number, length: number, at: number) => boolean,
  ): boolean {
    for (let column = 0; column <= this.last && column < this.width; column++) {
      const length = readLength(reading);
      if (test(column, length, reading.at)) return true;
      reading.at += length;
    }
    return false;
  }
}

/** Null when no column is special. */
export function createSpecialCells(settings: SpoolSettings): SpecialCells | null {
  const { phoneColumns, secretColumns, droppedColumns } = settings;
  const some = phoneColumns.length + secretColumns.length + droppedColumns.length > 0;
  return some ? new SpecialCells(settings) : null;
}

function readKey(base64: string): Uint8Array {
  const key = Buffer.from(base64, 'base64');
  if (key.length === 32) return key;
  throw new Problem('files.key', {
    en: 'The encryption key must be 32 bytes in base64. Check the setting of the encryption key.',
    zh: '加密密钥必须是 32 字节的 base64。请检查加密密钥的设置。',
  });
}

function hintCell(cell: string, country: string): string {
  return country === 'CN' && isPlainPhone(cell) ? '' : hintPhone(cell, country);
}
