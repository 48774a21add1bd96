import { promisify } from 'node:util';
import { deflate } from 'node:zlib';

import { decodeAddress } from '../../lib/decode.ts';
import type { Glyph } from './font.ts';

const compress = promisify(deflate);
const perFont = 200;

/** A character that stands in the file: its glyph, and by which font and number pages name it. */
interface Placed {
  readonly char: string;
  readonly glyph: Glyph;
}

export interface Link {
  readonly url: string;
  /** Left, bottom, right and top, in points. */
  readonly box: readonly [number, number, number, number];
}

/** A page: its operators, and the places that lead somewhere. */
export interface PageContent {
  readonly operators: string;
  readonly links: readonly Link[];
}

/** Characters in the order in which they are first drawn: the n-th has the n-th number of its font. */
export function createAlphabet() {
  const placed = new Map<string, number>();
  const list: Placed[] = [];
  return {
    /** The font and the two hexadecimal digits that draw a character. */
    place(key: string, char: string, glyph: Glyph): { font: number; code: string } {
      const known = placed.get(key) ?? list.push({ char, glyph }) - 1;
      placed.set(key, known);
      return {
        font: Math.floor(known / perFont),
        code: (known % perFont).toString(16).padStart(2, '0'),
      };
    },
    list: (): readonly Placed[] => list,
  };
}

/** Numbers objects, and writes them one after the other with the table that says where each begins. */
function createFile() {
  const objects: Buffer[] = [];
  const reserve = (): number => objects.push(Buffer.alloc(0));
  return {
    reserve,
    put(no: number, body: string): void {
      objects[no - 1] = Buffer.from(body, 'latin1');
    },
    add: (body: string): number => objects.push(Buffer.from(body, 'latin1')),
    async stream(text: string, head = ''): Promise<number> {
      const data = await compress(Buffer.from(text, 'latin1'));
      const start = Buffer.from(
        `<< ${head} /Filter /FlateDecode /Length ${data.length} >>\nstream\n`,
        'latin1',
      );
      return objects.push(Buffer.concat([start, data, Buffer.from('\nendstream', 'latin1')]));
    },
    close(root: number, info: number): Buffer {
      const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
      let at = parts[0]?.length ?? 0;
      const starts = objects.map((body, i) => {
        const start = at;
        const whole = Buffer.concat([Buffer.from(`${i + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
        parts.push(whole);
        at += whole.length;
        return start;
      });
      const rows = starts.map((start) => `${String(start).padStart(10, '0')} 00000 n \n`).join('');
      parts.push(
        Buffer.from(
          `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${at}\n%%EOF\n`,
        ),
      );
      return Buffer.concat(parts);
    },
  };
}

type File = ReturnType<typeof createFile>;

/** A text as PDF writes it in any script. */
function textString(text: string): string {
  return `<FEFF${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`;
}

const utf16 = (text: string) => Buffer.from(text, 'utf16le').swap16().toString('hex');

/** Says which characters the numbers of a font stand for, so that text can be found and copied. */
function unicodeMap(own: readonly Placed[]): string {
  const rows = own.map(({ char }, i) => `<${i.toString(16).padStart(2, '0')}> <${utf16(char)}>`);
  const blocks = Array.from({ length: Math.ceil(rows.length / 100) }, (_, i) =>
    rows.slice(i * 100, i * 100 + 100),
  );
  return `/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
${blocks.map((block) => `${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`).join('\n')}
endcmap CMapName currentdict /CMap defineresource pop end end`;
}

/** A font whose characters are drawn by what is in this file: only those that are used, as outlines. */
async function writeFont(file: File, own: readonly Placed[]): Promise<number> {
  const procedures: string[] = [];
  for (const [i, { glyph }] of own.entries()) {
    const drawn = `${Math.round(glyph.advance)} 0 -500 -500 2000 1500 d1\n${glyph.path}${glyph.path === '' ? '' : '\nf'}`;
    procedures.push(`/g${i} ${await file.stream(drawn)} 0 R`);
  }
  const map = await file.stream(unicodeMap(own));
  const names = own.map((_, i) => `/g${i}`).join(' ');
  const widths = own.map(({ glyph }) => Math.round(glyph.advance)).join(' ');
  return file.add(`<< /Type /Font /Subtype /Type3 /FontBBox [-500 -500 2000 1500] /FontMatrix [0.001 0 0 0.001 0 0]
/CharProcs << ${procedures.join(' ')} >> /Encoding << /Type /Encoding /Differences [0 ${names}] >>
/FirstChar 0 /LastChar ${own.length - 1} /Widths [${widths}] /Resources << >> /ToUnicode ${map} 0 R >>`);
}

function writeLink({ url, box }: Link): string {
  const safe = encodeURI(decodeAddress(url)).replaceAll(/[()\\]/g, (char) => `\\${char}`);
  return `<< /Type /Annot /Subtype /Link /Rect [${box.map((at) => at.toFixed(1)).join(' ')}] /Border [0 0 0] /A << /S /URI /URI (${safe}) >> >>`;
}

/** What a document is, besides its pages. */
export interface DocumentHead {
  readonly title: string;
  readonly language: string;
  readonly size: readonly [number, number];
}

/** Writes pages as a PDF file. */
export async function writeDocument(
  pages: readonly PageContent[],
  characters: readonly Placed[],
  { title, language, size }: DocumentHead,
): Promise<Buffer> {
  const file = createFile();
  const [root, tree] = [file.reserve(), file.reserve()];
  const fonts: string[] = [];
  for (let i = 0; i * perFont < characters.length; i += 1) {
    const own = characters.slice(i * perFont, (i + 1) * perFont);
    fonts.push(`/F${i} ${await writeFont(file, own)} 0 R`);
  }
  const kids: number[] = [];
  for (const { operators, links } of pages) {
    const content = await file.stream(operators);
    kids.push(
      file.add(`<< /Type /Page /Parent ${tree} 0 R /MediaBox [0 0 ${size.join(' ')}] /Contents ${content} 0 R
/Resources << /Font << ${fonts.join(' ')} >> >> /Annots [${links.map(writeLink).join('\n')}] >>`),
    );
  }
  file.put(
    tree,
    `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((no) => `${no} 0 R`).join(' ')}] >>`,
  );
  file.put(
    root,
    `<< /Type /Catalog /Pages ${tree} 0 R /Lang (${language}) /ViewerPreferences << /DisplayDocTitle true >> >>`,
  );
  return file.close(root, file.add(`<< /Title ${textString(title)} /Producer (Clientele) >>`));
}
