import { SaxesParser } from 'saxes';
import { fileProblem } from './problems.ts';
import { reasonOf } from './byte-source.ts';

/** What a reader of XML is told; names come without their prefix. */
export interface XmlListener {
  open?(name: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** A parser that is fed bytes of UTF-8 and tells a listener; entities of a document type are never expanded. */
export interface XmlFeed {
  write(block: Uint8Array): void;
  end(): void;
}

/** Opens a parser; `file` is the name in problems. */
export function feedXml(file: string, listener: XmlListener): XmlFeed {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const decoder = new TextDecoder('utf-8');
  let failure: Error | null = null;
  parser.on('error', (error) => {
    failure ??= error;
  });
  parser.on('opentag', (tag) => listener.open?.(localName(tag.name), tag.attributes));
  parser.on('text', (text) => listener.text?.(text));
  parser.on('closetag', (tag) => listener.close?.(localName(tag.name)));
  const write = (text: string): void => {
    if (text !== '') parser.write(text);
    if (failure !== null) throw fileProblem('files.broken', { file, reason: reasonOf(failure) });
  };
  return {
    write: (block) => write(decoder.decode(block, { stream: true })),
    end: () => {
      write(decoder.decode());
      parser.close();
      write('');
    },
  };
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** Parses a whole document that is held as text. */
export function parseXml(file: string, text: string, listener: XmlListener): void {
  const feed = feedXml(file, listener);
  feed.write(Buffer.from(text, 'utf8'));
  feed.end();
}
