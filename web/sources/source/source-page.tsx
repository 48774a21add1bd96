import { Button } from '@mantine/core';
import { Database, FileUp } from 'lucide-react';
import { Link, useParams } from 'wouter';
import { listImports, listSources, type Source } from '../../../src/sources/contract.ts';
import { useMay } from '../../ui/api/session.tsx';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { EmptyState } from '../../ui/feedback/empty-state.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import { Page } from '../../ui/page/page.tsx';
import { Section } from '../../ui/page/section.tsx';
import { Time } from '../../ui/page/time.tsx';
import { Arrivals } from '../../events/arrivals.tsx';
import { Collect } from '../../events/collect.tsx';
import { messages } from '../messages.ts';
import { messages as resultMessages } from '../result/messages.ts';
import classes from '../sources.module.css';
import { Arrived } from './arrived.tsx';
import { Latest } from './latest.tsx';
import { Quality } from './quality.tsx';
import { Retention } from './retention.tsx';
import { SourceSettings } from './source-settings.tsx';

function LastImports({ source }: { source: Source }) {
  const say = useMessages(messages).source;
  const words = useMessages(resultMessages).imports;
  const format = useFormat();
  const { data } = useEndpoint(listImports, { source: source.name, dryRun: false, limit: 5 });
  const rows = data?.rows ?? [];
  if (rows.length === 0) return null;
  return (
    <Section
      title={say.imports}
      aside={<Link href={`/imports?source=${encodeURIComponent(source.name)}`}>{say.allImports}</Link>}
    >
      <ul className={classes['counts']}>
        {rows.map((one) => (
          <li key={one.import}>
            <Link href={`/imports/${one.import}`}>
              <bdi>{one.files.map(({ name }) => name).join(', ')}</bdi>
            </Link>
            <span>
              {words.states[one.state]}
              {one.result && ` · ${format.number(one.result.rows)}`} · <Time at={one.createdAt} />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function SourceView({ source }: { source: Source }) {
  const say = useMessages(messages).source;
  const mayImport = useMay('editor');
  return (
    <Page
      title={source.name}
      trail={<Link href="/sources">{say.trail}</Link>}
      actions={
        mayImport && (
          <Button
            component={Link}
            variant="default"
            href={`/import?source=${encodeURIComponent(source.name)}`}
            leftSection={<FileUp size={16} aria-hidden />}
          >
            {say.import}
          </Button>
        )
      }
    >
      <SourceSettings key={source.id} source={source} />
      <Retention key={`${source.id} kept`} source={source} />
      {mayImport && <Collect source={source} />}
      {mayImport && <Arrivals source={source} />}
      <Quality source={source} />
      <Latest source={source} />
      <Arrived source={source} />
      <LastImports source={source} />
    </Page>
  );
}

/** One source: what it is, what it brought, how good that is and what it does to profiles. */
export function SourcePage() {
  const say = useMessages(messages).source;
  const { id } = useParams<{ id: string }>();
  const answer = useEndpoint(listSources, {});
  return (
    <AnswerView answer={answer}>
      {({ rows }) => {
        const source = rows.find((one) => one.id === id);
        if (source !== undefined) return <SourceView source={source} />;
        return (
          <Page title={say.notThere} trail={<Link href="/sources">{say.trail}</Link>}>
            <EmptyState icon={Database} title={say.notThere}>
              {say.notThereLead}
            </EmptyState>
          </Page>
        );
      }}
    </AnswerView>
  );
}
