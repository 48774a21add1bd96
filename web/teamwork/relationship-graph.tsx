import type { Output } from '../../src/lib/endpoint.ts';
import type { listRelationships } from '../../src/teamwork/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';

type Row = Output<typeof listRelationships>['rows'][number];

/** More neighbours than this stand in the list only. */
const shown = 8;
const size = { width: 480, height: 260 };
const centre = { x: size.width / 2, y: size.height / 2 };
const longest = 10;

const cut = (text: string) => {
  const characters = Array.from(text);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
};

/** Where the `at`th of `count` neighbours stands: on an ellipse around the middle. */
function placeOf(at: number, count: number): { x: number; y: number } {
  const angle = (2 * Math.PI * at) / count - Math.PI / 2;
  return {
    x: centre.x + Math.cos(angle) * (size.width / 2 - 70),
    y: centre.y + Math.sin(angle) * (size.height / 2 - 30),
  };
}

/** A small map of a customer and its neighbours; readers' aids are told that the list says the same. */
export function RelationshipGraph({ name, rows }: { name: string; rows: readonly Row[] }) {
  const say = useMessages(messages).relationships;
  const neighbours = [...new Map(rows.map((row) => [row.profile.id, row])).values()].slice(0, shown);
  return (
    <svg
      className={classes['graph']}
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={say.graph}
    >
      {neighbours.map((row, at) => {
        const { x, y } = placeOf(at, neighbours.length);
        return (
          <g key={row.profile.id} data-found={row.id === null}>
            <line x1={centre.x} y1={centre.y} x2={x} y2={y} />
            <circle cx={x} cy={y} r={6} data-kind={row.profile.kind} />
            <text x={x} y={y + 20}>
              {cut(row.profile.name === '' ? row.profile.id : row.profile.name)}
            </text>
          </g>
        );
      })}
      <circle cx={centre.x} cy={centre.y} r={9} data-kind="middle" />
      <text x={centre.x} y={centre.y + 26} data-kind="middle">
        {cut(name)}
      </text>
    </svg>
  );
}
