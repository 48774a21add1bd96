import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { marked } from 'marked';
import type { Plugin } from 'vite';
import { z } from 'zod';
import type { Block, Part } from './help/guide.ts';

/** What is known of a guide while it is read. */
interface Reading {
  readonly directory: string;
  readonly pictures: string[];
}

/** A piece of Markdown as its reader gives it; what of it is used. */
interface Piece {
  readonly type: string;
  readonly raw: string;
  readonly text?: string | undefined;
  readonly href?: string | undefined;
  readonly depth?: number | undefined;
  readonly ordered?: boolean | undefined;
  readonly tokens?: readonly Piece[] | undefined;
  readonly items?: readonly Piece[] | undefined;
  readonly header?: readonly Cell[] | undefined;
  readonly rows?: readonly (readonly Cell[])[] | undefined;
}

interface Cell {
  readonly tokens: readonly Piece[];
}

const piece: z.ZodType<Piece> = z.lazy(() =>
  z.object({
    type: z.string(),
    raw: z.string(),
    text: z.string().optional(),
    href: z.string().optional(),
    depth: z.number().optional(),
    ordered: z.boolean().optional(),
    tokens: z.array(piece).optional(),
    items: z.array(piece).optional(),
    header: z.array(cell).optional(),
    rows: z.array(z.array(cell)).optional(),
  }),
);
const cell: z.ZodType<Cell> = z.lazy(() => z.object({ tokens: z.array(piece) }));

function readPart({ type, raw, text, href, tokens }: Piece): Part[] {
  if (type === 'codespan') return [{ is: 'code', text: plain(text ?? raw) }];
  if (type === 'strong' || type === 'em') return [{ is: type, parts: readParts(tokens) }];
  if (type === 'link') return [{ is: 'link', href: href ?? '', parts: readParts(tokens) }];
  if (tokens !== undefined) return readParts(tokens);
  return [{ is: 'text', text: plain(text ?? raw) }];
}

function readParts(tokens: readonly Piece[] = []): Part[] {
  return tokens.flatMap(readPart);
}

/** The reader of Markdown writes texts for HTML; these go into a page as texts. */
function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

function readPicture({ href = '', text = '' }: Piece, { directory, pictures }: Reading): Block[] {
  if (!existsSync(join(directory, href))) return [];
  pictures.push(href);
  return [{ is: 'picture', at: pictures.length - 1, alt: plain(text) }];
}

function readBlock(token: Piece, reading: Reading): Block[] {
  const { type, items, header, rows, text = '' } = token;
  if (items !== undefined) {
    const ordered = token.ordered === true;
    return [{ is: 'list', ordered, items: items.map(({ tokens }) => readBlocks(tokens ?? [], reading)) }];
  }
  if (header !== undefined && rows !== undefined) {
    const line = (cells: readonly Cell[]) => cells.map(({ tokens }) => readParts(tokens));
    return [{ is: 'table', head: line(header), rows: rows.map(line) }];
  }
  if (type === 'heading') return [{ is: 'heading', level: token.depth ?? 2, parts: readParts(token.tokens) }];
  if (type === 'code') return [{ is: 'code', text }];
  return type === 'space' || type === 'html' ? [] : readLine(token, reading);
}

/** A line of its own that is a picture is that; any other is a paragraph. */
function readLine(token: Piece, reading: Reading): Block[] {
  const [first, ...more] = token.tokens ?? [];
  if (first?.type === 'image' && more.length === 0) return readPicture(first, reading);
  return [{ is: 'paragraph', parts: readPart(token) }];
}

function readBlocks(tokens: readonly Piece[], reading: Reading): Block[] {
  return tokens.flatMap((token) => readBlock(token, reading));
}

/** Makes a Markdown file a module with the guide in it, as data: no text of it is ever taken for HTML. */
export function markdown(): Plugin {
  return {
    name: 'markdown',
    enforce: 'pre',
    async load(id) {
      if (!id.endsWith('.md')) return null;
      const pictures: string[] = [];
      const text = await readFile(id, 'utf8');
      const [head, ...blocks] = readBlocks(z.array(piece).parse(marked.lexer(text)), {
        directory: dirname(id),
        pictures,
      });
      const title =
        head?.is === 'heading' ? head.parts.map((part) => ('text' in part ? part.text : '')).join('') : '';
      const imports = pictures.map((path, at) => `import p${at} from ${JSON.stringify(`./${path}?url`)};`);
      const names = pictures.map((_, at) => `p${at}`).join(', ');
      const code = `${imports.join('\n')}\nexport const guide = { title: ${JSON.stringify(title)}, blocks: ${JSON.stringify(blocks)}, pictures: [${names}] };`;
      return { code, moduleType: 'js', map: null };
    },
  };
}
