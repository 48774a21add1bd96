import { Session } from 'chdb';

import { organizationHeaders } from '../src/sources/demo/index.ts';
import { quoteText } from '../src/store/warehouse/index.ts';
import { readPeakMemory, time } from './measure.ts';

/** Loads a CSV file with the bare engine: no normalising, no identity, no profiles, no fsync. */
async function load(path: string, directory: string): Promise<void> {
  const session = new Session(directory);
  const columns = organizationHeaders.map((_header, index) => `c${index} String`).join(', ');
  await session.queryAsync('CREATE DATABASE bare');
  await session.queryAsync(
    `CREATE TABLE bare.organizations (${columns}) ENGINE = MergeTree ORDER BY tuple()`,
  );
  // Two rows in a hundred are dirty by intention: the engine would refuse the file without these two settings.
  const lenient =
    'input_format_allow_errors_ratio = 1, input_format_csv_allow_variable_number_of_columns = 1, input_format_with_names_use_header = 0';
  const { seconds } = await time(() =>
    session.queryAsync(
      `INSERT INTO bare.organizations SELECT * FROM file(${quoteText(path)}, 'CSVWithNames', ${quoteText(columns)}) SETTINGS ${lenient}, max_insert_threads = 2`,
    ),
  );
  const counted = await session.queryAsync('SELECT count() FROM bare.organizations');
  const rows = Number(counted.text());
  session.close();
  console.log(JSON.stringify({ seconds, rows, peakMemoryMB: await readPeakMemory(process.pid) }));
}

const [path, directory] = process.argv.slice(2);
if (path === undefined || directory === undefined) throw new Error('give a file and a directory');
await load(path, directory);
