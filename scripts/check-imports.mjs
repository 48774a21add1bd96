// Holds every import against the rules of .dependency-cruiser.cjs, and makes sure that it saw imports at all:
// with a compiler that it does not know, dependency-cruiser reads nothing and finds nothing wrong.
import { existsSync } from 'node:fs';

import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTypeScript from 'dependency-cruiser/config-utl/extract-ts-config';

const folders = ['src', 'cli', 'bench', 'test', 'examples', 'web'].filter((folder) => existsSync(folder));

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

const { output } = await cruise(folders, await extractOptions('./.dependency-cruiser.cjs'), undefined, {
  tsConfig: extractTypeScript('./tsconfig.json'),
});
const own = output.modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
const imports = own.reduce((sum, { dependencies }) => sum + dependencies.length, 0);
const { violations } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const path = cycle === undefined ? to : cycle.map(({ name }) => name).join(' → ');
  fail(`${rule.severity} ${rule.name}: ${from} → ${path}`);
}
if (imports === 0) fail('No import of any module was read: the rules were not checked.');
process.stdout.write(`${own.length} modules, ${imports} imports, ${violations.length} against the rules\n`);
