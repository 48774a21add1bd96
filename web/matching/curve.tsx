import { useId } from 'react';
import type { Output } from '../../src/lib/endpoint.ts';
import type { listMatchRuns } from '../../src/identity/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import classes from './matching.module.css';
import { messages } from './messages.ts';

type Outcome = NonNullable<Output<typeof listMatchRuns>['rows'][number]['outcome']>;

const [width, height] = [640, 200];
/** What the axes take on the left and below. */
const [left, below] = [44, 40];
const shares = [0, 0.25, 0.5, 0.75, 1];

/** Precision and recall over the threshold, as two lines. */
export function Curve({ thresholds }: Pick<Outcome, 'thresholds'>) {
  const say = useMessages(messages);
  const format = useFormat();
  const title = useId();
  const x = (index: number) => left + (index / Math.max(1, thresholds.length - 1)) * width;
  const y = (share: number) => height - share * height;
  const line = (of: 'precision' | 'recall') =>
    thresholds.map((point, index) => `${x(index)},${y(point[of])}`).join(' ');
  return (
    <figure className={classes['curve']}>
      <svg viewBox={`0 -8 ${left + width + 24} ${height + below + 16}`} role="img" aria-labelledby={title}>
        <title id={title}>{say.curve}</title>
        {shares.map((share) => (
          <g key={share} className={classes['axis']}>
            <line x1={left} x2={left + width} y1={y(share)} y2={y(share)} />
            <text x={left - 8} y={y(share) + 4} textAnchor="end">
              {format.percent(share)}
            </text>
          </g>
        ))}
        {thresholds.map(({ at }, index) => (
          <text key={at} className={classes['axis']} x={x(index)} y={height + 18} textAnchor="middle">
            {format.percent(at)}
          </text>
        ))}
        <text className={classes['axis']} x={left + width / 2} y={height + 36} textAnchor="middle">
          {say.threshold}
        </text>
        <polyline className={classes['precision']} points={line('precision')} />
        <polyline className={classes['recall']} points={line('recall')} />
      </svg>
      <figcaption>
        <span className={classes['precisionName']}>{say.precision}</span>
        <span className={classes['recallName']}>{say.recall}</span>
      </figcaption>
    </figure>
  );
}
