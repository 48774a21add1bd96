#!/usr/bin/env node
// CommonJS (see package.json beside it): Node reads a module file in its thread pool, whose size could then no longer be set.
process.env.UV_THREADPOOL_SIZE ??= '16';
// The engine's allocator reads this once, when it is loaded: memory that was freed goes back to the system after a second, and nothing is profiled.
process.env.JE_MALLOC_CONF ??= 'dirty_decay_ms:1000,muzzy_decay_ms:0,prof:false';

const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { setFlagsFromString } = require('node:v8');

// Garbage is collected once the heap has grown by so many per cent over what lives in it: under a stream of events it would
// triple otherwise.
setFlagsFromString('--heap-growing-percent=60');

const root = join(__dirname, '..');
const built = join(root, 'dist', 'cli', 'main.js');

async function start() {
  if (existsSync(built)) return import(pathToFileURL(built).href);
  const { register } = await import('tsx/esm/api');
  register();
  return import(pathToFileURL(join(root, 'cli', 'main.ts')).href);
}

start().then(
  ({ main }) => main(process.argv.slice(2), require('../package.json').version),
  (error) => {
    process.stderr.write(`${error?.stack ?? error}\n`);
    process.exitCode = 1;
  },
);
