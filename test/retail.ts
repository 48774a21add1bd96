import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import type { z } from 'zod';

import type { Client } from '../src/client.ts';
import { createEventImport, type EventImport, eventImportResult } from '../src/events/file/contract.ts';
import { getJob } from '../src/jobs/contract.ts';
import { createUpload } from '../src/sources/contract.ts';
import { followJob } from './actions.ts';
import { root } from './place.ts';

const retail = join(root, '..', 'shared', 'data', 'retail', 'online_retail.csv.gz');

/** Why Online Retail cannot be tried here; null where it can. */
export const retailMissing = existsSync(retail) ? null : `${retail} is not there`;

/** Imports an uploaded file of events; answers what that brought. */
export async function importEvents(
  client: Client,
  input: Partial<EventImport> & Pick<EventImport, 'upload' | 'columns'>,
): Promise<z.output<typeof eventImportResult>> {
  const { job } = await client.call(createEventImport, { source: 'Shop', what: 'orders', ...input });
  await followJob(client, job);
  return eventImportResult.parse((await client.call(getJob, { id: job })).result);
}

/** Imports the orders of Online Retail from its file, as it is. */
export async function importRetail(client: Client): Promise<z.output<typeof eventImportResult>> {
  const body: ReadableStream<Uint8Array> = Readable.toWeb(createReadStream(retail));
  const { upload } = await client.upload(createUpload, { name: 'online_retail.csv.gz' }, body);
  return importEvents(client, {
    upload,
    columns: {
      InvoiceNo: 'order',
      StockCode: 'product',
      Description: 'product_name',
      Quantity: 'quantity',
      InvoiceDate: 'time',
      UnitPrice: 'price',
      CustomerID: 'customer',
    },
    currency: 'GBP',
    cancelledPrefix: 'C',
  });
}
