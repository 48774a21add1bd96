import type { Picture } from '../rules/charts/chart-canvas.tsx';
import { readDataUrl, saveFile } from '../rules/charts/save-file.ts';

/** Hands the reader the picture of a chart on a canvas. */
export function saveCanvas(name: string, picture: Picture | null): void {
  const address = picture?.read() ?? '';
  if (address !== '') saveFile(`${name}.png`, readDataUrl(address));
}
