import { Button, Chip } from '@mantine/core';
import {
  Activity,
  Eye,
  FileText,
  GitMerge,
  ListChecks,
  MonitorSmartphone,
  Pencil,
  Phone,
  ShieldAlert,
  ShoppingBag,
  Split,
  StickyNote,
  Undo2,
  Upload,
  Users,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import type { Output } from '../../src/lib/endpoint.ts';
import { labelEvent } from '../../src/lib/events.ts';
import { listTimeline } from '../../src/profiles/contract.ts';
import type { listFields } from '../../src/records/contract.ts';
import { useList } from '../ui/api/use-endpoint.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages as sharedMessages } from '../ui/messages.ts';
import { Time } from '../ui/page/time.tsx';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import { DeviceBody, EventBody, WrittenOpinion } from './event-body.tsx';
import { DecisionBody } from './decision-body.tsx';
import { DemotionBody } from './demotion-body.tsx';
import { TalkBody } from './talk-body.tsx';
import { LinkedText } from './linked-text.tsx';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';
import { ThingList } from './thing-list.tsx';

type Entry = Output<typeof listTimeline>['rows'][number];
type Field = Output<typeof listFields>['rows'][number];

const eventKinds = ['visit', 'order', 'event'] as const;
const kinds = [
  ...eventKinds,
  'device',
  'demoted',
  'record',
  'edit',
  'undone',
  'joined',
  'apart',
  'parted',
  'note',
  'call',
  'meeting',
  'task',
  'done',
  'file',
] as const;
type Kind = (typeof kinds)[number];
const icons: Readonly<Record<Kind, LucideIcon>> = {
  visit: Eye,
  order: ShoppingBag,
  event: Activity,
  device: MonitorSmartphone,
  demoted: ShieldAlert,
  record: Upload,
  edit: Pencil,
  undone: Undo2,
  joined: GitMerge,
  apart: Split,
  parted: Undo2,
  note: StickyNote,
  call: Phone,
  meeting: Users,
  task: ListChecks,
  done: ListChecks,
  file: FileText,
};

/** What a record brought. */
const recordDetails = z.object({
  file: z.string(),
  line: z.number(),
  same: z.number(),
  changes: z.array(z.object({ field: z.string(), before: z.unknown(), after: z.unknown() })),
});
const undoneDetails = z.object({ fields: z.array(z.string()) });

/** More changes of one record are counted only. */
const shownChanges = 6;

interface EntryProps {
  readonly entry: Entry;
  readonly fields: readonly Field[];
}

function RecordBody({ entry, fields }: EntryProps) {
  const say = useMessages(messages).timeline;
  const text = useBilingual();
  const write = useWriteValues();
  const { data } = recordDetails.safeParse(entry.details);
  if (data === undefined) return null;
  const { changes, file, line, same } = data;
  const words = (key: string, value: unknown) => {
    const field = fields.find((one) => one.key === key);
    const texts = field === undefined ? [] : write(field, value);
    const nothing = entry.kind === 'edit' ? say.emptied : say.unread;
    return texts.length === 0 ? nothing : texts.join(' · ');
  };
  return (
    <>
      {file !== '' && (
        <div className={classes['head']}>
          <bdi>{file}</bdi>
          {line > 0 && <span>{say.line(line)}</span>}
        </div>
      )}
      {changes.length === 0 && <div className={classes['head']}>{say.nothingNew}</div>}
      <dl className={classes['changes']}>
        {changes.slice(0, shownChanges).map(({ field, before, after }) => (
          <div key={field}>
            <dt>{text(fields.find((one) => one.key === field)?.label ?? { en: field, zh: field })}</dt>
            <dd>
              <bdi>{words(field, after)}</bdi>
              {before !== null && before !== undefined && (
                <small>
                  {say.before} <bdi>{words(field, before)}</bdi>
                </small>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div className={classes['head']}>
        {changes.length > shownChanges && <span>{say.more(changes.length - shownChanges)}</span>}
        {same > 0 && <span>{say.same(same)}</span>}
      </div>
    </>
  );
}

const isRecord = (kind: string): boolean => kind === 'record' || kind === 'edit';
const isTalk = (kind: string): boolean => kind === 'call' || kind === 'meeting';
const isDecision = (kind: string): boolean => ['joined', 'apart', 'parted'].includes(kind);
type EventKind = (typeof eventKinds)[number];
const isEvent = (kind: string): kind is EventKind => eventKinds.some((one) => one === kind);

function EntryBody({ entry, fields }: EntryProps) {
  const text = useBilingual();
  if (isRecord(entry.kind)) return <RecordBody entry={entry} fields={fields} />;
  if (isEvent(entry.kind)) return <EventBody entry={entry} />;
  if (isDecision(entry.kind)) return <DecisionBody entry={entry} />;
  if (isTalk(entry.kind)) return <TalkBody entry={entry} />;
  if (entry.kind === 'device') return <DeviceBody entry={entry} />;
  if (entry.kind === 'demoted') return <DemotionBody entry={entry} fields={fields} />;
  const undone = undoneDetails.safeParse(entry.details).data;
  const labels = (undone?.fields ?? []).map((key) => fields.find((one) => one.key === key)?.label);
  if (undone !== undefined)
    return <span>{labels.map((label) => (label === undefined ? '' : text(label))).join(', ')}</span>;
  return (
    <bdi className={classes['text']}>
      <LinkedText text={entry.text} />
    </bdi>
  );
}

type Words = ReturnType<typeof useMessages<(typeof messages)['en']>>['timeline'];

/** What an entry is called: a record by its source, an event by its own name elsewhere. */
function titleOf(kind: Exclude<Kind, EventKind>, text: string, say: Words): string {
  return kind === 'record' ? say.record(text) : say[kind];
}

function EntryItem({ entry, fields }: EntryProps) {
  const say = useMessages(messages).timeline;
  const text = useBilingual();
  const kind = kinds.find((one) => one === entry.kind);
  const Icon = kind === undefined ? FileText : icons[kind];
  const title =
    kind === undefined
      ? entry.kind
      : isEvent(kind)
        ? text(labelEvent(entry.text))
        : titleOf(kind, entry.text, say);
  return (
    <li className={classes['entry']} data-kind={entry.kind}>
      <Icon size={16} aria-hidden />
      <div>
        <div className={classes['head']}>
          <bdi className={classes['what']}>{title}</bdi>
          {entry.actor && <bdi>{entry.actor.name}</bdi>}
          <Time at={entry.at} />
        </div>
        <EntryBody entry={entry} fields={fields} />
        {!isEvent(entry.kind) && <WrittenOpinion entry={entry} />}
      </div>
    </li>
  );
}

/** What happened with a customer, the newest first, by kind where one wants. */
export function Timeline({ profile, fields }: { profile: string; fields: readonly Field[] }) {
  const say = useMessages(messages).timeline;
  const shared = useMessages(sharedMessages);
  const [wanted, setWanted] = useState<string[]>([]);
  const list = useList(listTimeline, (after) => ({
    id: profile,
    after,
    ...(wanted.length === 0 ? {} : { kinds: wanted.join(',') }),
  }));
  return (
    <>
      <Chip.Group multiple value={wanted} onChange={setWanted}>
        <div className={classes['chips']} role="group" aria-label={say.filter}>
          {kinds.map((kind) => (
            <Chip key={kind} value={kind} size="xs" variant="outline">
              {say.kinds[kind]}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      <ThingList label={say.list} none={say.none} rows={list.rows} answer={list}>
        {(entry) => <EntryItem key={entry.id} entry={entry} fields={fields} />}
      </ThingList>
      {list.hasNextPage && (
        <Button
          size="xs"
          variant="default"
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {shared.more}
        </Button>
      )}
    </>
  );
}
