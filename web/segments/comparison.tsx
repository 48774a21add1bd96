import type { Segment } from '../../src/segments/contract.ts';
import { compareSegments } from '../../src/segments/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Section } from '../ui/page/section.tsx';
import { Wide } from '../insights/wide.tsx';
import { messages } from './messages.ts';
import classes from './segments.module.css';

/** How many members each two of some segments share, and what share of the one of the row that is. */
export function Comparison({ chosen }: { chosen: readonly Segment[] }) {
  const say = useMessages(messages);
  const format = useFormat();
  const answer = useEndpoint(compareSegments, { ids: chosen.map(({ id }) => id) }, { keep: true });
  return (
    <Section title={say.overlap}>
      <p className={classes['note']}>{say.overlapNote}</p>
      <AnswerView answer={answer}>
        {({ rows, sizes }) => {
          const sizeOf = (id: string) => sizes.find((one) => one.id === id)?.size ?? 0;
          const shared = (one: string, other: string) =>
            one === other
              ? sizeOf(one)
              : (rows.find(
                  ({ left, right }) => (left === one && right === other) || (left === other && right === one),
                )?.both ?? 0);
          const cell = (one: string, other: string) => {
            const both = shared(one, other);
            const size = sizeOf(one);
            return size === 0
              ? format.number(both)
              : `${format.number(both)} (${format.percent(both / size)})`;
          };
          return (
            <Wide label={say.compare}>
              <table className={classes['table']}>
                <thead>
                  <tr>
                    <th scope="col">{say.name}</th>
                    {chosen.map(({ id, name }) => (
                      <th key={id} scope="col" className={classes['number']}>
                        {name}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {chosen.map((row) => (
                    <tr key={row.id}>
                      <th scope="row">{row.name}</th>
                      {chosen.map(({ id }) => (
                        <td key={id} className={classes['number']}>
                          {cell(row.id, id)}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </Wide>
          );
        }}
      </AnswerView>
    </Section>
  );
}
