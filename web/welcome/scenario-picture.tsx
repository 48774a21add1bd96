import type { ReactNode } from 'react';
import classes from './welcome.module.css';

const houses: readonly (readonly [x: number, width: number, height: number])[] = [
  [24, 34, 52],
  [64, 26, 78],
  [96, 40, 40],
  [142, 30, 92],
  [178, 36, 60],
  [220, 26, 46],
  [252, 44, 70],
];

/** A row of houses for a directory of companies. */
function Street() {
  return (
    <>
      {houses.map(([x, width, height]) => (
        <g key={x}>
          <rect x={x} y={112 - height} width={width} height={height} rx="3" opacity="0.28" />
          {Array.from({ length: Math.floor((height - 12) / 14) }, (_, floor) => (
            <rect
              key={floor}
              x={x + 6}
              y={120 - height + floor * 14}
              width={width - 12}
              height="5"
              rx="2"
              opacity="0.7"
            />
          ))}
        </g>
      ))}
    </>
  );
}

/** A shop front for a shop and its customers. */
function Shop() {
  return (
    <>
      <rect x="96" y="40" width="128" height="72" rx="4" opacity="0.25" />
      {Array.from({ length: 6 }, (_, stripe) => (
        <path
          key={stripe}
          d={`M${92 + stripe * 23} 28h23l3 20a13 13 0 0 1-26 0z`}
          opacity={stripe % 2 === 0 ? 0.8 : 0.4}
        />
      ))}
      <rect x="112" y="72" width="40" height="28" rx="3" opacity="0.6" />
      <rect x="172" y="72" width="30" height="40" rx="3" opacity="0.8" />
      {[40, 62, 256, 280].map((x) => (
        <g key={x} opacity="0.55">
          <circle cx={x} cy="80" r="8" />
          <path d={`M${x - 12} 112v-8a12 12 0 0 1 24 0v8z`} />
        </g>
      ))}
    </>
  );
}

function Columns() {
  return [36, 70, 52, 84, 60].map((height, at) => (
    <rect key={height} x={70 + at * 38} y={112 - height} width="24" height={height} rx="4" opacity="0.5" />
  ));
}

const pictures: Readonly<Record<string, () => ReactNode>> = { 'b2b-directory': Street, 'retail-shop': Shop };

/** A picture of a scenario; one without a picture of its own gets columns. */
export function ScenarioPicture({ name }: { name: string }) {
  const Picture = pictures[name] ?? Columns;
  return (
    <svg
      className={classes['picture']}
      viewBox="0 0 320 120"
      aria-hidden="true"
      fill="currentColor"
      preserveAspectRatio="xMidYMax meet"
    >
      <Picture />
      <rect x="0" y="112" width="320" height="2" opacity="0.5" />
    </svg>
  );
}
