import { useState } from 'react';

/** Heights of rows in pixels. */
export const rowHeights = { compact: 32, comfortable: 44 } as const;
export type Density = keyof typeof rowHeights;

/** A card is as high as two lines need. */
export const cardHeight = 64;

const name = 'clientele.explore.rows';

/** How high the reader wants rows; kept on this device. */
export function useDensity(): [Density, (density: Density) => void] {
  const [density, setDensity] = useState<Density>(
    localStorage.getItem(name) === 'comfortable' ? 'comfortable' : 'compact',
  );
  return [
    density,
    (next) => {
      localStorage.setItem(name, next);
      setDensity(next);
    },
  ];
}
