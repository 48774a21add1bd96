import { randomBytes } from 'node:crypto';
import { z } from 'zod';

/** The forms of file that can be read; `csv` stands for any delimiter, `xls` also for XLSB, ODS and tables saved as HTML. */
export const fileFormats = ['csv', 'xlsx', 'xls', 'json', 'jsonl', 'parquet', 'vcard'] as const;
export type FileFormat = (typeof fileFormats)[number];

const bilingual = z.object({ en: z.string(), zh: z.string() });

/** Something odd about a file that did not stop it. */
export const fileWarningSchema = z.object({
  code: z.string(),
  text: bilingual,
  details: z.record(z.string(), z.unknown()),
});
export type FileWarning = z.infer<typeof fileWarningSchema>;

/** How a file is laid out, as guessed or as overridden; it is all that the spooler needs to know. */
export const fileShapeSchema = z.object({
  format: z.enum(fileFormats),
  gzip: z.boolean(),
  /** Name of the character encoding of a text format, null otherwise. */
  encoding: z.string().nullable(),
  /** Null when the file has one column only, or is not delimited. */
  delimiter: z.string().nullable(),
  quote: z.string().nullable(),
  sheet: z.string().nullable(),
  /** Names of a workbook's sheets, hidden ones last. */
  sheets: z.array(z.string()),
  /** 1-based line of the header row, null when there is none. */
  headerRow: z.number().int().positive().nullable(),
  /** Unique, and filled where the file has none: "Column 3", "Phone (2)". */
  headers: z.array(z.string()),
  /** The first lines as they are, cells cut: any of them may be the header. Empty where values carry their names. */
  top: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
  /** Up to 200 rows of as many cells as there are headers. */
  samples: z.array(z.array(z.string())),
  warnings: z.array(fileWarningSchema),
  /** Rows that the file probably has, null when it cannot be told. */
  rowsEstimate: z.number().nullable(),
});
export type FileShape = z.infer<typeof fileShapeSchema>;

/** What a person may say better than the guess. */
export const shapeOverridesSchema = z
  .object({
    format: z.enum(fileFormats),
    encoding: z.string().nullable(),
    delimiter: z.string().nullable(),
    quote: z.string().nullable(),
    sheet: z.string().nullable(),
    headerRow: z.number().int().positive().nullable(),
  })
  .partial();
export type ShapeOverrides = z.infer<typeof shapeOverridesSchema>;

/** How a file is to be spooled; `skipRows` is the `outcomes` of the last chunk that was taken in, to go on after it. */
export const spoolSettingsSchema = z.object({
  directory: z.string(),
  shape: fileShapeSchema,
  chunkRows: z.number().int().positive().default(250_000),
  chunkBytes: z
    .number()
    .int()
    .positive()
    .default(64 * 1024 * 1024),
  maxRowBytes: z
    .number()
    .int()
    .min(1024)
    .max(256 * 1024 * 1024)
    .default(1024 * 1024),
  /** Columns count from 0; `country` is an ISO 3166 code such as CN, `countryColumn` the column whose cell says another. */
  phoneColumns: z
    .array(
      z.object({
        column: z.number().int().nonnegative(),
        country: z.string(),
        countryColumn: z.number().int().nonnegative().optional(),
      }),
    )
    .default([]),
  /** `encryptionKey` is 32 bytes in base64. */
  secretColumns: z
    .array(z.object({ column: z.number().int().nonnegative(), encryptionKey: z.string() }))
    .default([]),
  /** Columns that may not come in: their cells are left empty, and of rejected rows only line and reason are kept. */
  droppedColumns: z.array(z.number().int().nonnegative()).default([]),
  skipRows: z.number().int().nonnegative().default(0),
  /** What the names of this run's files begin with. */
  run: z.string().default(() => randomBytes(4).toString('hex')),
});
export type SpoolOptions = z.input<typeof spoolSettingsSchema>;
export type SpoolSettings = z.output<typeof spoolSettingsSchema>;

/**
 * A file of rows in RowBinary, `line UInt32, cells Array(String), hints Array(String)`, and one of rejected rows,
 * `line UInt32, column UInt32, code String, raw String, cells Array(String)`. The taker deletes both.
 */
export const chunkSchema = z.object({
  path: z.string(),
  rows: z.number(),
  /** Lines of the first and last row that was accepted or rejected; 0 when there is none. */
  firstLine: z.number(),
  lastLine: z.number(),
  rejectsPath: z.string().nullable(),
  rejected: z.number(),
  /** Bytes of the source file that have been read so far, compressed ones where it is compressed. */
  bytesRead: z.number(),
  /** Rows accepted and rejected from the start of the file to the end of this chunk: `skipRows` to go on after it. */
  outcomes: z.number(),
  warnings: z.array(fileWarningSchema),
});
export type Chunk = z.infer<typeof chunkSchema>;

/** Totals of one run of the spooler, rows that were skipped by `skipRows` not counted. */
export const spoolTotalsSchema = z.object({ rows: z.number(), rejected: z.number(), bytes: z.number() });
export type SpoolTotals = z.infer<typeof spoolTotalsSchema>;

/** One row that could not be taken in; `column` is 1-based, 0 where none is to blame. */
export interface RejectedRow {
  readonly line: number;
  readonly column: number;
  readonly code: string;
  /** The row as it stood in the file, as text, cut after 1 MiB. */
  readonly raw: string;
  readonly cells: readonly string[];
  /** The file, where rows of several stand together. */
  readonly file?: string;
}

/** One row of a sheet. */
export interface GridRow {
  readonly line: number;
  readonly cells: string[];
}

/** More columns than this are refused. */
export const maxColumns = 5000;

/** How many rows the guess looks at and shows. */
export const sampleRows = 200;

/** How many records are looked at for the names of columns. */
export const sampleRecords = 1000;

/** Name of the column that takes values whose keys turn up late in the file. */
export const overflowHeader = '…';
