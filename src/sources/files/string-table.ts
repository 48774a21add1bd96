import { fileProblem } from './problems.ts';

const blockBytes = 8 * 1024 * 1024;

/** Most text that the shared strings of one workbook may take, in bytes of UTF-8. */
const maxStringBytes = 1024 ** 3;

/** Texts by number, held as UTF-8 in large blocks outside of the heap: a tenth of what as many strings would take. */
export class StringTable {
  private readonly file: string;
  private readonly blocks: Buffer[] = [];
  private at = blockBytes;
  private size = 0;
  private count = 0;
  private places = new Uint32Array(1024 * 2);

  constructor(file: string) {
    this.file = file;
  }

  add(text: string): void {
    const length = Buffer.byteLength(text);
    this.size += length;
    if (this.size > maxStringBytes) throw fileProblem('files.strings', { file: this.file, limit: '1 GB' });
    if (this.at + length > blockBytes) {
      this.blocks.push(Buffer.allocUnsafe(Math.max(blockBytes, length)));
      this.at = 0;
    }
    this.blocks.at(-1)?.write(text, this.at);
    this.note(length);
    this.at += length;
  }

  get(index: number): string {
    if (!(index >= 0 && index < this.count)) return '';
    const place = this.places[index * 3] ?? 0;
    const from = this.places[index * 3 + 1] ?? 0;
    const length = this.places[index * 3 + 2] ?? 0;
    return this.blocks[place]?.toString('utf8', from, from + length) ?? '';
  }

  private note(length: number): void {
    const slot = this.count++ * 3;
    if (slot + 3 > this.places.length) {
      const larger = new Uint32Array(this.places.length * 2);
      larger.set(this.places);
      this.places = larger;
    }
    this.places[slot] = this.blocks.length - 1;
    this.places[slot + 1] = this.at;
    this.places[slot + 2] = length;
  }
}
