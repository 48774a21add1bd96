import type { Segment } from '../../src/segments/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { messages } from './messages.ts';
import classes from './segments.module.css';

const width = 100;
const height = 30;

/** Sizes hold until the next change: a line of steps, the last up to the edge. */
function pathOf(history: Segment['history']): string {
  const times = history.map(({ at }) => Date.parse(at));
  const [first = 0] = times;
  const span = Math.max(1, (times.at(-1) ?? 0) - first) * 1.1;
  const most = Math.max(1, ...history.map(({ size }) => size));
  const steps = history.map(({ size }, i) => {
    const x = (((times[i] ?? 0) - first) / span) * width;
    const y = height - (size / most) * height;
    return i === 0 ? `M0 ${y}` : `H${x}V${y}`;
  });
  return `${steps.join('')}H${width}`;
}

/** How large a segment was over time. */
export function Sparkline({ history, large = false }: Pick<Segment, 'history'> & { large?: boolean }) {
  const say = useMessages(messages);
  const format = useFormat();
  const [first] = history;
  if (first === undefined) return null;
  const last = history.at(-1) ?? first;
  return (
    <svg
      className={`${classes['spark']} ${large ? classes['large'] : ''}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={say.spark(format.number(first.size), format.number(last.size))}
    >
      <path d={pathOf(history)} />
    </svg>
  );
}
