import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

import { createImport, createUpload, getImport, inspectUpload } from '../src/sources/contract.ts';
import { print, readArguments } from './arguments.ts';

const { client, words } = readArguments('FILE');
const [path] = words;
if (path === undefined) throw new Error('Name a file.');

const body: ReadableStream<Uint8Array> = Readable.toWeb(createReadStream(path));
const { upload } = await client.upload(createUpload, { name: basename(path) }, body);
const found = await client.call(inspectUpload, { id: upload });
print(`${found.format}, ${found.encoding ?? 'binary'}, rows are of the kind ${found.kind.kind}`);
for (const { header, field, confidence } of found.columns)
  print(`${header} → ${field ?? '(left out)'} (${confidence})`);

const started = await client.call(createImport, { uploads: [upload], source: 'example' });
let now = await client.call(getImport, { id: started.import });
while (now.state === 'queued' || now.state === 'running') {
  await sleep(100);
  now = await client.call(getImport, { id: started.import });
}
if (now.result === null) throw new Error(now.error?.en ?? `the import ended as ${now.state}`);
const { accepted, rejected, created, updated, unchanged } = now.result;
print(
  `${accepted} accepted (${created} new, ${updated} changed, ${unchanged} the same), ${rejected} rejected`,
);
