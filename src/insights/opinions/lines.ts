import { setImmediate } from 'node:timers/promises';

import { judgeText } from './judge.ts';

/** A text, and what its line holds besides how it speaks. */
export interface ToJudge {
  readonly head: object;
  readonly text: string;
}

/** After so long others get their turn. */
const sliceMs = 20;

/** What a line says of how a text speaks, as columns of `opinions`. */
export const judgedColumns = `JSONExtractString(line, 'polarity'), JSONExtractFloat(line, 'score'), JSONExtract(line, 'topics', 'Array(String)'),
  JSONExtract(line, 'felt', 'Array(String)'), JSONExtract(line, 'tags', 'Array(String)'),
  JSONExtract(line, 'evidence', 'Array(Tuple(at UInt16, length UInt16, role String, key String))')`;

/** One text of RowBinary: its length in LEB128, then its bytes. */
function packText(text: string): Buffer {
  const bytes = Buffer.from(text);
  const head: number[] = [];
  let rest = bytes.length;
  for (; rest >= 128; rest >>>= 7) head.push((rest & 127) | 128);
  return Buffer.concat([Buffer.from([...head, rest]), bytes]);
}

/** Judges texts in slices, so that whoever asks meanwhile is answered; a line of RowBinary each. */
export async function judgeLines(texts: readonly ToJudge[], signal: AbortSignal): Promise<Buffer> {
  const packed: Buffer[] = [];
  let started = performance.now();
  for (const { head, text } of texts) {
    const { topics, ...opinion } = judgeText(text);
    const line = {
      ...head,
      ...opinion,
      topics: topics.map(({ topic }) => topic),
      felt: topics.map(({ topic, polarity }) => `${topic}:${polarity}`),
    };
    packed.push(packText(JSON.stringify(line)));
    if (performance.now() - started < sliceMs) continue;
    signal.throwIfAborted();
    await setImmediate();
    started = performance.now();
  }
  return Buffer.concat(packed);
}
