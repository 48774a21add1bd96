// Builds the web application into dist/web: bundles it, packs what travels, and weighs what a browser loads before a page shows.
// CommonJS, as run.cjs calls it; by itself (`node scripts/build-web.cjs`) it always builds.
const { execFileSync } = require('node:child_process');
const {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join } = require('node:path');
const { brotliCompressSync, constants, gzipSync } = require('node:zlib');

const root = join(__dirname, '..');
const target = join(root, 'dist', 'web');

/** JavaScript, packed by gzip, that may be loaded before a page shows: kB of 1,000 bytes. */
const budget = 350;

/** What the bundle is made of: the web's own files, the guides that it shows, and what it may import of the rest. */
function listSources() {
  const contracts = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => /(^|[\\/])contract[.]ts$/.test(name))
    .map((name) => join('src', name));
  return [
    'web',
    'docs/guides',
    'src/client.ts',
    'src/http/query-text.ts',
    'src/lib',
    'src/fields',
    'package.json',
    ...contracts,
  ];
}

/** The latest time at which something under a path was written. */
function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** The bundler's script, or undefined where only what is needed to run was installed. */
function findBundler() {
  try {
    return join(dirname(require.resolve('vite/package.json', { paths: [root] })), 'bin', 'vite.js');
  } catch {
    return undefined;
  }
}

/** Packs the assets that are texts and large enough to gain by it. */
function packAssets() {
  const assets = join(target, 'assets');
  for (const name of readdirSync(assets).filter((name) => /[.](js|css|svg|json)$/.test(name))) {
    const path = join(assets, name);
    const bytes = readFileSync(path);
    if (bytes.length < 1_000) continue;
    const best = {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    };
    writeFileSync(`${path}.br`, brotliCompressSync(bytes, best));
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

/** The script files that are loaded for the entries of the manifest, by their own imports and no later ones. */
function closureOf(manifest, keys) {
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    for (const next of manifest[key].imports ?? []) visit(next);
  };
  keys.forEach(visit);
  return [...seen].map((key) => manifest[key].file).filter((file) => file.endsWith('.js'));
}

/** For the application in its frame with each of its pages: the kB of JavaScript before it shows. */
function weighPages() {
  const manifest = JSON.parse(readFileSync(join(target, '.vite', 'manifest.json'), 'utf8'));
  const sizeOf = (file) => gzipSync(readFileSync(join(target, file)), { level: 9 }).length / 1000;
  const pages = Object.keys(manifest).filter((key) => key.endsWith('-page.tsx'));
  return pages.map((page) => {
    const files = closureOf(manifest, ['index.html', 'shell/shell.tsx', page]);
    return { page, kilobytes: Math.round(files.reduce((sum, file) => sum + sizeOf(file), 0) * 10) / 10 };
  });
}

function checkBudget() {
  const pages = weighPages().toSorted((a, b) => b.kilobytes - a.kilobytes);
  const [heaviest] = pages;
  if (heaviest === undefined) throw new Error('The build has no pages: nothing was weighed.');
  process.stderr.write(
    `First load: at most ${heaviest.kilobytes} kB of JavaScript (gzip), with ${heaviest.page}\n`,
  );
  const heavy = pages.filter(({ kilobytes }) => kilobytes > budget);
  if (heavy.length === 0) return;
  const list = heavy.map(({ page, kilobytes }) => `${page} ${kilobytes} kB`).join(', ');
  throw new Error(
    `More than ${budget} kB of JavaScript before the first page shows: ${list}. Load the heavy part later.`,
  );
}

function build(bundler) {
  process.stderr.write('Building the web application …\n');
  const config = join(root, 'web', 'vite.config.ts');
  execFileSync(process.execPath, [bundler, 'build', '--config', config, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    // Tests build it too, and must see what people get.
    env: { ...process.env, NODE_ENV: 'production' },
  });
  packAssets();
  checkBudget();
}

function isStale() {
  const built = join(target, 'index.html');
  if (!existsSync(built)) return true;
  const made = statSync(built).mtimeMs;
  return listSources().some((name) => newest(join(root, name)) > made);
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** Does something while no other process does the same: tests run side by side, and one build is enough for all. */
function alone(work) {
  const lock = join(root, 'dist', '.building-web');
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const holder = Number(existsSync(lock) ? readFileSync(lock, 'utf8') : 0);
      if (holder > 0 && !isRunning(holder)) rmSync(lock, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    }
  }
  try {
    work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Builds the web application where it can be built and what is there is older than its sources. */
function refreshWeb() {
  const bundler = findBundler();
  if (bundler === undefined || !existsSync(join(root, 'web')) || !isStale()) return;
  alone(() => {
    if (isStale()) build(bundler);
  });
}

module.exports = { newest, refreshWeb };

if (require.main === module) build(findBundler());
