import { describeQuery, queryProfiles } from '../src/query/contract.ts';
import { print, readArguments } from './arguments.ts';

const { client } = readArguments();
const rule = {
  all: [
    { text: '软件' },
    { field: 'region', under: ['上海', '江苏'] },
    { field: 'employees', gte: 100, lte: 5000 },
  ],
};

print((await client.call(describeQuery, { rule })).en);
const found = await client.call(queryProfiles, { rule, facets: ['region'], limit: 0 });
print(`${found.total ?? 0} in ${found.ms} ms`);
for (const { label, value, count } of found.facets['region'] ?? [])
  print(`${count}\t${label?.en ?? String(value)}`);

let after: string | null = null;
do {
  const from: { after?: string } = after === null ? {} : { after };
  const page = await client.call(queryProfiles, { rule, fields: ['name', 'phones'], total: false, ...from });
  for (const row of page.rows) print(`${row.id}\t${String(row['name'])}`);
  after = page.next;
} while (after !== null);
