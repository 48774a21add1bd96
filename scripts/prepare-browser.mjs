import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const commands = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];
const applications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function say(text) {
  process.stderr.write(`${text}\n`);
}

/** The path of a browser that is installed, or undefined. */
function findInstalled() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return named;
  for (const command of commands) {
    const { status, stdout } = spawnSync('which', [command], { encoding: 'utf8' });
    if (status === 0) return stdout.trim();
  }
  return applications.find((path) => existsSync(path));
}

/** Installs Debian's package; answers whether that went well. */
function installPackage() {
  const options = { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
  try {
    execFileSync('apt-get', ['update', '-qq'], options);
    execFileSync(
      'apt-get',
      ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
      options,
    );
    return true;
  } catch {
    return false;
  }
}

/**
 * The path of a Chromium for browser tests: one that is installed, else Debian's package where this user may install it.
 * Undefined, with a word about it, where neither can be had; the tests that need it are skipped then.
 */
export function prepareBrowser() {
  const found = findInstalled();
  if (found !== undefined) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the browser tests …');
    if (installPackage()) return findInstalled();
  }
  say('No Chromium was found and none could be installed: browser tests are skipped.');
  say('To run them, install Chromium or Chrome, or name its program in CHROMIUM_PATH.');
  return undefined;
}
