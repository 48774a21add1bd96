import { cutText } from './width.ts';

/** Where a command writes: answers to `out`, everything else to `err`. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** True when `err` is a terminal on which a line can be written over. */
  readonly live: boolean;
  /** True when a person, not a program, reads `out`. */
  readonly person: boolean;
  readonly columns: number;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    live: process.stderr.isTTY,
    person: process.stdout.isTTY,
    columns: process.stderr.columns || 80,
  };
}

/** A line that says how far something is. */
export interface Progress {
  show(share: number, text: string): void;
  end(): void;
}

/** On a terminal one line that changes; elsewhere a line at most every five seconds, so that logs stay short. */
export function showProgress(terminal: Terminal): Progress {
  let written = '';
  let last = 0;
  function show(share: number, text: string): void {
    const line = `${String(Math.round(share * 100)).padStart(3)} %  ${text}`;
    if (line === written) return;
    if (terminal.live) {
      terminal.err(`\r\x1b[2K${cutText(line, terminal.columns - 1)}`);
    } else {
      if (Date.now() - last < 5_000) return;
      terminal.err(`${line}\n`);
    }
    last = Date.now();
    written = line;
  }
  return { show, end: () => void (terminal.live && written && terminal.err('\r\x1b[2K')) };
}
