import type { Kind } from '../../src/fields/types.ts';
import type { Output } from '../../src/lib/endpoint.ts';
import { listFields } from '../../src/records/contract.ts';
import { contrastSegments, type Segment } from '../../src/segments/contract.ts';
import { useLinks } from '../home/links.ts';
import { MaybeLink } from '../home/maybe-link.tsx';
import { Wide } from '../insights/wide.tsx';
import { readRule } from '../rules/rule.ts';
import { messages as exploreMessages } from '../explore/messages.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useBilingual, useLanguage, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { Section } from '../ui/page/section.tsx';
import { messages } from './messages.ts';
import classes from './segments.module.css';

type Row = Output<typeof contrastSegments>['rows'][number];

/** What a value is called: its label, else as it is; that there is none is said by the label too. */
function useNames(kind: Kind): (row: Row) => string {
  const { data } = useEndpoint(listFields, { kind });
  const language = useLanguage();
  const text = useBilingual();
  const system = useMessages(exploreMessages).system;
  return ({ field, value, label }) => {
    const known = data?.rows.find(({ key }) => key === field)?.label[language];
    const own = Object.entries(system).find(([key]) => key === field)?.[1];
    return `${known ?? own ?? field}: ${label === null ? String(value) : text(label)}`;
  };
}

/** Which values set two segments apart; each leads to the customers of the first who have it. */
export function Contrast({ left, right }: { left: Segment; right: Segment }) {
  const say = useMessages(messages);
  const format = useFormat();
  const links = useLinks();
  const nameOf = useNames(left.kind);
  const answer = useEndpoint(contrastSegments, { left: left.id, right: right.id });
  return (
    <Section title={say.apart}>
      <p className={classes['note']}>{say.apartNote}</p>
      <AnswerView answer={answer}>
        {({ rows, tested }) =>
          rows.length === 0 ? (
            <p className={classes['note']}>{say.apartNone(format.number(tested))}</p>
          ) : (
            <Wide label={say.apart}>
              <table className={classes['table']}>
                <thead>
                  <tr>
                    <th scope="col">{say.value}</th>
                    {[left, right].map(({ id, name }) => (
                      <th key={id} scope="col" className={classes['number']}>
                        {say.shareIn(name)}
                      </th>
                    ))}
                    <th scope="col" className={classes['number']}>
                      {say.lift}
                    </th>
                    <th scope="col" className={classes['number']}>
                      {say.chance}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {rows.map((row) => {
                    const { field, value, rule, leftShare, rightShare, lift, p } = row;
                    const asked = rule === null ? undefined : { all: [{ segment: left.id }, readRule(rule)] };
                    return (
                      <tr key={`${field}:${String(value)}`} data-apart={field}>
                        <th scope="row">
                          <MaybeLink href={asked && links.customers(left.kind, asked)}>
                            {nameOf(row)}
                          </MaybeLink>
                        </th>
                        <td className={classes['number']}>{format.percent(leftShare)}</td>
                        <td className={classes['number']}>{format.percent(rightShare)}</td>
                        <td className={classes['number']}>{lift === null ? '' : format.number(lift)}</td>
                        <td className={classes['number']}>{p < 0.0001 ? '< 0.0001' : format.number(p)}</td>
                      </tr>
                    );
                  })}
                </tbody>
              </table>
            </Wide>
          )
        }
      </AnswerView>
    </Section>
  );
}
