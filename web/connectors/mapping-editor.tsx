import { Button, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import {
  getConnector,
  listConnectors,
  updateConnector,
  type Mapping,
  type WholeConnector,
} from '../../src/connectors/contract.ts';
import { kinds } from '../../src/fields/types.ts';
import { useMay } from '../ui/api/session.tsx';
import { useAction } from '../ui/api/use-endpoint.ts';
import { showDone } from '../ui/feedback/toasts.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { Dialog } from '../ui/page/dialog.tsx';
import { Section } from '../ui/page/section.tsx';
import classes from './connectors.module.css';
import { JsonTree, placeText, type Place } from './json-tree.tsx';
import { layOut } from './lay-out.ts';
import { MappingPreview } from './mapping-preview.tsx';
import { messages } from './messages.ts';
import { useTargets } from './targets.ts';

const empty: Mapping = { kind: 'person', each: null, event: '', links: [] };
const same = (one: Place, other: Place) => one.join('\n') === other.join('\n');

function parse(text: string): { readonly value: unknown } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

interface PartProps {
  readonly mapping: Mapping;
  readonly set: (change: Partial<Mapping>) => void;
}

function About({ mapping, set }: PartProps) {
  const say = useMessages(messages);
  const { kind, event, each } = mapping;
  return (
    <div className={classes['pair']}>
      <Select
        label={say.whom}
        allowDeselect={false}
        value={kind}
        data={kinds.map((one) => ({ value: one, label: say.kinds[one] }))}
        onChange={(next) => set({ kind: kinds.find((one) => one === next) ?? kind })}
      />
      {kind === 'person' && (
        <TextInput
          label={say.event}
          description={say.eventLead}
          maxLength={200}
          value={event}
          onChange={({ currentTarget }) => set({ event: currentTarget.value })}
        />
      )}
      {each !== null && (
        <div>
          <p className={classes['note']}>{say.each}</p>
          <div className={classes['line']}>
            <strong>{placeText(each) || '[…]'}</strong>
            <Button size="compact-xs" variant="default" onClick={() => set({ each: null })}>
              {say.eachWhole}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}

function Tree({ mapping, set, value }: PartProps & { value: unknown }) {
  const say = useMessages(messages);
  const [picked, setPicked] = useState<Place | null>(null);
  const { groupsAt, nameOf } = useTargets(mapping.kind);
  const linkOf = (place: Place) => mapping.links.find(({ from }) => same(from, place));
  const choose = (to: string | null) => {
    if (picked === null) return;
    const others = mapping.links.filter(({ from }) => !same(from, picked));
    set({ links: to === null ? others : [...others, { from: [...picked], to }] });
    setPicked(null);
  };
  const title = picked === null ? '' : say.meaning(placeText(picked));
  return (
    <Section title={say.tree}>
      <div className={classes['tree']}>
        <JsonTree
          value={value}
          at={[]}
          meaning={(place) => {
            const link = linkOf(place);
            return link === undefined ? undefined : nameOf(link.to);
          }}
          onPick={setPicked}
          onEach={(place) => set({ each: [...place] })}
        />
      </div>
      <Dialog opened={picked !== null} close={() => setPicked(null)} title={title}>
        {picked !== null && (
          <Select
            aria-label={title}
            searchable
            clearable
            data-autofocus
            placeholder={say.noMeaning}
            value={linkOf(picked)?.to ?? null}
            data={groupsAt(picked)}
            onChange={choose}
          />
        )}
      </Dialog>
    </Section>
  );
}

/** Says by clicks which part of what is sent means what, and shows what becomes of it. */
export function MappingEditor({ connector }: { connector: WholeConnector }) {
  const say = useMessages(messages);
  const mayChange = useMay('admin');
  const [mapping, setMapping] = useState<Mapping>(connector.mapping ?? empty);
  const [pasted, setPasted] = useState<string | null>(null);
  const sample = pasted ?? layOut(connector.sample ?? '');
  const parsed = parse(sample);
  const set = (change: Partial<Mapping>) => setMapping({ ...mapping, ...change });
  const save = useAction(updateConnector, {
    refreshes: [getConnector, listConnectors],
    done: () => showDone(say.saved),
  });
  return (
    <Stack>
      <Textarea
        label={say.sample}
        description={say.sampleLead}
        value={sample}
        autosize
        minRows={2}
        maxRows={6}
        {...(sample === '' || parsed !== null ? {} : { error: say.notJson })}
        onChange={({ currentTarget }) => setPasted(currentTarget.value)}
      />
      <About mapping={mapping} set={set} />
      {parsed === null ? (
        <p className={classes['note']}>{say.noSample}</p>
      ) : (
        <div className={classes['columns']}>
          <Tree mapping={mapping} set={set} value={parsed.value} />
          <MappingPreview id={connector.id} body={sample} mapping={mapping} />
        </div>
      )}
      {mayChange && (
        <div>
          <Button loading={save.running} onClick={() => void save.run({ id: connector.id, mapping })}>
            {say.save}
          </Button>
        </div>
      )}
    </Stack>
  );
}
