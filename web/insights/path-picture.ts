import { readDataUrl, saveFile } from '../rules/charts/save-file.ts';
import { flowSize, type Flow, type Place } from './path-layout.ts';
import { readColours } from './table-picture.ts';

const pad = 16;
const head = 40;
const family = 'system-ui, "PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif';

/** The two lines beside a bar. */
export type Words = (place: Place) => readonly [string, string];

function drawPlace(context: CanvasRenderingContext2D, place: Place, words: ReturnType<Words>): void {
  const colours = readColours();
  const isStep = place.type === 'step';
  context.globalAlpha = 0.18;
  context.fillStyle = isStep ? colours.accent : colours.soft;
  context.save();
  context.clip(new Path2D(place.band));
  context.fillRect(place.x - flowSize.column, 0, flowSize.column, 100_000);
  context.restore();
  context.globalAlpha = 1;
  context.fillRect(place.x, place.y, flowSize.bar, place.height);
  const x = place.x + flowSize.bar + 6;
  const width = flowSize.column - flowSize.bar - 12;
  context.fillStyle = colours.ink;
  context.font = `${isStep ? 600 : 400} 13px ${family}`;
  context.fillText(words[0], x, place.y + 10, width);
  context.fillStyle = colours.soft;
  context.font = `400 12px ${family}`;
  context.fillText(words[1], x, place.y + 27, width);
}

/** Hands the reader the picture of a flow, in the colours of the page. */
export function saveFlow(title: string, { places, width, height }: Flow, words: Words): void {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return;
  const colours = readColours();
  canvas.width = (width + 2 * pad) * 2;
  canvas.height = (height + head + 2 * pad) * 2;
  context.scale(2, 2);
  context.fillStyle = colours.surface;
  context.fillRect(0, 0, width + 2 * pad, height + head + 2 * pad);
  context.textBaseline = 'middle';
  context.fillStyle = colours.ink;
  context.font = `650 16px ${family}`;
  context.fillText(title, pad, pad + 10);
  context.translate(pad, pad + head);
  for (const place of places) drawPlace(context, place, words(place));
  saveFile(`${title}.png`, readDataUrl(canvas.toDataURL('image/png')));
}
