import { Anchor, Button } from '@mantine/core';
import { Download, PencilLine } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import * as contract from '../../../src/insights/opinions/contract.ts';
import { opinionTags, polarityLabels, topicLabels } from '../../../src/lib/opinion.ts';
import { useClient, useMay } from '../../ui/api/session.tsx';
import { useList } from '../../ui/api/use-endpoint.ts';
import { LoadingRows } from '../../ui/feedback/loading.tsx';
import { ProblemView } from '../../ui/feedback/problem-view.tsx';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { usePagePath } from '../../ui/page/page-list.ts';
import { Section } from '../../ui/page/section.tsx';
import { Time } from '../../ui/page/time.tsx';
import { type Cell, saveNumbers } from '../files.ts';
import type { Choice } from './choice.ts';
import { CorrectDialog } from './correct-dialog.tsx';
import { MarkedText, Said } from './marked-text.tsx';
import { messages } from './messages.ts';
import { useTextNames } from './names.ts';
import classes from './opinions.module.css';

/** A file has at most so many texts. */
const mostTexts = 20_000;
const textsAtOnce = 1_000;

/** Saves all texts that are chosen. */
function useSaveTexts({ chosen, polarity }: Choice): { saving: boolean; save: () => Promise<void> } {
  const say = useMessages(messages);
  const text = useBilingual();
  const names = useTextNames();
  const client = useClient();
  const [saving, setSaving] = useState(false);
  const write = (row: contract.TextRow): Cell[] => [
    row.at,
    names.text(row.event),
    row.author === '' ? names.source(row.source) : say.writtenBy(row.author),
    row.product,
    row.text,
    text(polarityLabels[row.polarity]),
    row.topics
      .map((one) => `${text(topicLabels[one.topic])}: ${text(polarityLabels[one.polarity])}`)
      .join('; '),
    row.tags.map((tag) => text(opinionTags[tag] ?? { en: tag, zh: tag })).join('; '),
    row.corrected?.name ?? '',
  ];
  const save = async () => {
    setSaving(true);
    const { at, text: words, polarity: how, topics, tags: tag, by } = say.columns;
    const rows: Cell[][] = [[at, say.texts, say.source, say.product, words, how, topics, tag, by]];
    try {
      for (let after: string | undefined; rows.length <= mostTexts;) {
        const page = await client.call(contract.listOpinions, {
          ...chosen,
          polarity,
          after,
          limit: textsAtOnce,
        });
        rows.push(...page.rows.map(write));
        if (page.next === null) break;
        after = page.next;
      }
      saveNumbers(say.texts, rows);
    } finally {
      setSaving(false);
    }
  };
  return { saving, save };
}

function TextItem({ row, correct }: { row: contract.TextRow; correct: (() => void) | undefined }) {
  const say = useMessages(messages);
  const names = useTextNames();
  const from = row.author === '' ? names.source(row.source) : say.writtenBy(row.author);
  const profiles = usePagePath('profile')?.replace(/\/:id$/, '');
  return (
    <li data-text={row.id}>
      <div className={classes['head']}>
        <span>{names.text(row.event)}</span>
        <Time at={row.at} />
        <bdi>{[from, row.product].filter((part) => part !== '').join(' · ')}</bdi>
        {row.profile !== null && profiles !== undefined && (
          <Anchor component={Link} href={`${profiles}/${row.profile}`} inherit>
            {say.customer}
          </Anchor>
        )}
        {correct !== undefined && row.text !== null && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<PencilLine size={14} aria-hidden />}
            onClick={correct}
          >
            {say.correct}
          </Button>
        )}
      </div>
      {row.text === null ? <p>{say.unseen}</p> : <MarkedText text={row.text} evidence={row.evidence} />}
      <Said opinion={row} />
    </li>
  );
}

/** The texts themselves, the newest first, with the words that show how they were read. */
export function TextList({ choice }: { choice: Choice }) {
  const say = useMessages(messages);
  const mayCorrect = useMay('editor');
  const [correcting, setCorrecting] = useState<contract.TextRow | null>(null);
  const { chosen, polarity } = choice;
  const list = useList(contract.listOpinions, (after) => ({ ...chosen, polarity, after, limit: 20 }));
  const { saving, save } = useSaveTexts(choice);
  const file = (
    <Button
      variant="default"
      size="compact-sm"
      loading={saving}
      leftSection={<Download size={16} aria-hidden />}
      onClick={() => void save()}
    >
      {say.csvTexts}
    </Button>
  );
  return (
    <Section title={say.list} aside={file}>
      {list.rows === undefined ? (
        list.error === null ? (
          <LoadingRows count={4} />
        ) : (
          <ProblemView error={list.error} retry={list.refetch} />
        )
      ) : (
        <ul className={classes['list']} aria-label={say.list}>
          {list.rows.map((row) => (
            <TextItem key={row.id} row={row} correct={mayCorrect ? () => setCorrecting(row) : undefined} />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say.more}
        </Button>
      )}
      {correcting !== null && (
        <CorrectDialog key={correcting.id} row={correcting} close={() => setCorrecting(null)} />
      )}
    </Section>
  );
}
