// Makes the pictures of the guides anew: the newcomer's walk takes them on its way, so that they show what there is.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

const pictures = join(import.meta.dirname, '..', 'docs', 'guides', 'images');
mkdirSync(pictures, { recursive: true });
const walk = [join(import.meta.dirname, 'test.mjs'), 'test/browser/walk'];
const { status } = spawnSync(process.execPath, walk, {
  stdio: 'inherit',
  env: { ...process.env, GUIDE_IMAGES: pictures },
});
process.exitCode = status ?? 1;
