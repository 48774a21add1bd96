import { SaxesParser } from 'saxes';

/** An object of a bucket. */
export interface S3Object {
  readonly key: string;
  readonly bytes: number;
  readonly changed: number;
  readonly etag: string;
}

/** A page of a list of objects, and from where the next one goes on. */
export interface S3Page {
  readonly objects: readonly S3Object[];
  readonly next: string | null;
}

type Told = (path: string, text: string) => void;

/** Tells the text of each element with the names around it; false where it is not XML. */
function walkXml(xml: string, tell: Told): boolean {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const names: string[] = [];
  let text = '';
  let good = true;
  parser.on('error', () => {
    good = false;
  });
  parser.on('opentag', ({ name }) => {
    names.push(name);
    text = '';
  });
  parser.on('text', (more) => {
    text += more;
  });
  parser.on('closetag', () => {
    tell(names.join('/'), text);
    names.pop();
    text = '';
  });
  parser.write(xml).close();
  return good;
}

/** Reads a page of a list, whose keys are encoded as addresses are; null for what is none. */
export function readS3Listing(xml: string): S3Page | null {
  const objects: S3Object[] = [];
  let known = false;
  let next = '';
  let more = false;
  let one = new Map<string, string>();
  const good = walkXml(xml, (path, text) => {
    const [root, place = '', part = ''] = path.split('/');
    known ||= root === 'ListBucketResult';
    if (place === 'NextContinuationToken') next = text;
    if (place === 'IsTruncated') more = text === 'true';
    if (place !== 'Contents') return;
    if (part !== '') one.set(part, text);
    else {
      objects.push(...readObject(one));
      one = new Map();
    }
  });
  return good && known ? { objects, next: more && next !== '' ? next : null } : null;
}

function readObject(parts: ReadonlyMap<string, string>): S3Object[] {
  const key = decodeKey(parts.get('Key') ?? '');
  const changed = Date.parse(parts.get('LastModified') ?? '');
  const bytes = Number(parts.get('Size'));
  const steps = key.split('/');
  // Addresses take such steps for ways up and down, so that another object would be asked for.
  if (steps.includes('.') || steps.includes('..') || !Number.isFinite(changed + bytes)) return [];
  return [{ key, bytes, changed, etag: bareTag(parts.get('ETag')) }];
}

function decodeKey(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}

/** The tag of a version without its quotes. */
export function bareTag(etag = ''): string {
  return etag.replaceAll('"', '');
}

/** What a storage says of why it refuses. */
export function readS3Error(xml: string): { readonly code: string; readonly message: string } {
  const found = new Map<string, string>();
  walkXml(xml, (path, text) => found.set(path, text));
  return { code: found.get('Error/Code') ?? '', message: found.get('Error/Message') ?? '' };
}
