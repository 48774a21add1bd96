import { Link } from 'wouter';
import { type Kind, kinds } from '../../../src/fields/types.ts';
import { queryProfiles } from '../../../src/query/contract.ts';
import type { Source } from '../../../src/sources/contract.ts';
import { useLinks } from '../../home/links.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { usePagePath } from '../../ui/page/page-list.ts';
import { Section } from '../../ui/page/section.tsx';
import { Time } from '../../ui/page/time.tsx';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';

const shownRows = 5;

interface LatestProps {
  readonly source: Source;
  readonly kind: Kind;
}

/** The customers of a kind that a source spoke of last, and the way to all of them. */
function LatestOfKind({ source, kind }: LatestProps) {
  const say = useMessages(messages).source;
  const format = useFormat();
  const { customers } = useLinks();
  const page = usePagePath('profile');
  const rule = { source: source.name };
  const { data } = useEndpoint(queryProfiles, {
    kind,
    rule,
    sort: [{ field: '_updated', direction: 'desc' }],
    fields: ['name', '_updated'],
    limit: shownRows,
  });
  const rows = data?.rows ?? [];
  const all = customers(kind, rule);
  if (rows.length === 0) return null;
  return (
    <Section
      title={say.latest[kind]}
      aside={all !== undefined && <Link href={all}>{say.allOf(format.number(data?.total ?? 0))}</Link>}
    >
      <ul className={classes['counts']}>
        {rows.map(({ id, name, _updated: updated }) => (
          <li key={id}>
            <Link href={page?.replace(':id', id) ?? ''}>
              <bdi>{typeof name === 'string' && name !== '' ? name : id}</bdi>
            </Link>
            {typeof updated === 'string' && (
              <span>
                <Time at={updated} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Whom a source spoke of last; its records stand in their timelines. */
export function Latest({ source }: { source: Source }) {
  return kinds.map((kind) => <LatestOfKind key={kind} source={source} kind={kind} />);
}
