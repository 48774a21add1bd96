import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';

import { writeWorkbook } from './export-sheet.ts';

function count(data: Uint8Array | undefined, part: string): number {
  return (
    Buffer.from(data ?? [])
      .toString('latin1')
      .split(part).length - 1
  );
}

it('parts rows over sheets, each with the header and no more than a sheet holds', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'clientele-sheet-'));
  const [rowsPath, path] = [join(directory, 'rows'), join(directory, 'book.xlsx')];
  await writeFile(rowsPath, `_row\n${'<row><c/></row>\n'.repeat(1_048_576 + 9)}`);
  await writeWorkbook(rowsPath, path, { headers: ['<名称>'] });
  const parts = unzipSync(await readFile(path));
  const [first, second] = [parts['xl/worksheets/sheet1.xml'], parts['xl/worksheets/sheet2.xml']];
  expect([count(first, '<row>'), count(second, '<row>')]).toEqual([1_048_576, 11]);
  expect(count(second, '&lt;')).toBe(1);
  expect(parts['xl/worksheets/sheet3.xml']).toBeUndefined();
  expect(count(parts['xl/workbook.xml'], '<sheet ')).toBe(2);
  await writeFile(rowsPath, '_row\n');
  await writeWorkbook(rowsPath, path, { headers: ['a'] });
  expect(count(unzipSync(await readFile(path))['xl/worksheets/sheet1.xml'], '<row>')).toBe(1);
  await rm(directory, { recursive: true });
});
