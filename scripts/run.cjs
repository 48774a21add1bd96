// Runs the command line from a clone: compiles what is newer than the last build, then hands over to bin/.
// CommonJS, so that bin/ can still set the size of Node's thread pool; all it prints goes to standard error.
const { execFileSync } = require('node:child_process');
const { existsSync, rmSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');

const { newest, refreshWeb } = require('./build-web.cjs');

const root = join(__dirname, '..');
const built = join(root, 'dist', 'cli', 'main.js');
const sources = ['src', 'cli', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

function isStale() {
  if (!existsSync(built)) return true;
  const made = statSync(built).mtimeMs;
  return sources.some((name) => newest(join(root, name)) > made);
}

/** The compiler's script, or undefined where only what is needed to run was installed. */
function findCompiler() {
  try {
    return require.resolve('typescript/bin/tsc', { paths: [root] });
  } catch {
    return undefined;
  }
}

function build(compiler) {
  process.stderr.write('Building …\n');
  for (const part of ['src', 'cli']) rmSync(join(root, 'dist', part), { recursive: true, force: true });
  // Types are checked by `npm run check`; here they are only taken out.
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json', '--noCheck'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  const now = new Date();
  utimesSync(built, now, now);
}

const compiler = findCompiler();
if (compiler !== undefined && isStale()) build(compiler);
if (process.argv[2] === 'start') refreshWeb();
require('../bin/clientele.js');
