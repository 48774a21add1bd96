import type { MetricAnswer } from '../../src/dashboards/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import classes from './dashboards.module.css';
import { messages } from './messages.ts';

const width = 100;
const height = 30;

/** Values as a line from nought; a month without one is a gap. */
function pathOf(values: readonly (number | null)[]): string {
  const most = Math.max(...values.map((value) => value ?? 0), Number.MIN_VALUE);
  let pen = 'M';
  return values
    .map((value, i) => {
      if (value === null) {
        pen = 'M';
        return '';
      }
      const part = `${pen}${(i / Math.max(1, values.length - 1)) * width} ${height - (value / most) * height}`;
      pen = 'L';
      return part;
    })
    .join('');
}

/** How a metric went by month; the last month ends now. */
export function MonthLine({ months }: Pick<MetricAnswer, 'months'>) {
  const say = useMessages(messages);
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined || months.length < 3) return null;
  return (
    <svg
      className={classes['spark']}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say.months(first.month, last.month)}
    >
      <path d={pathOf(months.map(({ value }) => value))} />
    </svg>
  );
}
