// Runs the command line from a clone: compiles what is newer than the last build, then hands over to bin/.
// CommonJS, so that bin/ can still set the size of Node's thread pool; all it prints goes to standard error.
const { execFileSync } = require('node:child_process');
const { existsSync, readdirSync, rmSync, statSync, utimesSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const built = join(root, 'dist', 'cli', 'main.js');
const sources = ['src', 'cli', 'package.json', 'tsconfig.json', 'tsconfig.build.json'];

/** The latest time at which something under a path was written. */
function newest(path) {
  const found = statSync(path);
  if (!found.isDirectory()) return found.mtimeMs;
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

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
  rmSync(join(root, 'dist'), { recursive: true, force: true });
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
require('../bin/clientele.js');
