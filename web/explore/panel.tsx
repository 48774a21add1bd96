import { ActionIcon, Button } from '@mantine/core';
import { ArrowDown, ArrowUp, ExternalLink, X } from 'lucide-react';
import { Link } from 'wouter';
import { getProfile } from '../../src/profiles/contract.ts';
import { ConflictDialog } from '../profiles/conflict-dialog.tsx';
import { Facts } from '../profiles/facts.tsx';
import { nameOf, type Field, type Profile } from '../profiles/profile-data.ts';
import { ProfileHeader } from '../profiles/profile-header.tsx';
import { useEdits } from '../profiles/use-edits.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { AnswerView } from '../ui/feedback/answer-view.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { messages as shared } from '../ui/messages.ts';
import { usePagePath } from '../ui/page/page-list.ts';
import { messages } from './messages.ts';
import classes from './explore.module.css';

export interface PanelProps {
  readonly id: string;
  readonly fields: readonly Field[];
  readonly close: () => void;
  /** It stands in a sheet that has a way out of its own. */
  readonly sheet: boolean;
  /** Goes to the row before or behind; null where there is none. */
  readonly step: { readonly back: (() => void) | null; readonly on: (() => void) | null };
}

/** The buttons of the panel: the row before, the row behind, the whole page, away. */
function PanelActions({ id, close, step, sheet }: Pick<PanelProps, 'id' | 'close' | 'step' | 'sheet'>) {
  const say = useMessages(messages).panel;
  const words = useMessages(shared);
  const page = usePagePath('profile');
  const common = { variant: 'subtle', color: 'gray' } as const;
  return (
    <div className={classes['panelActions']}>
      <ActionIcon
        {...common}
        aria-label={say.back}
        disabled={step.back === null}
        onClick={() => step.back?.()}
      >
        <ArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon {...common} aria-label={say.on} disabled={step.on === null} onClick={() => step.on?.()}>
        <ArrowDown size={16} aria-hidden />
      </ActionIcon>
      {page !== undefined && (
        <Button
          component={Link}
          href={page.replace(':id', id)}
          size="compact-sm"
          variant="default"
          leftSection={<ExternalLink size={14} aria-hidden />}
        >
          {say.page}
        </Button>
      )}
      {!sheet && (
        <ActionIcon {...common} aria-label={words.close} onClick={close} ml="auto">
          <X size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

function PanelContent({ profile, fields }: { profile: Profile; fields: readonly Field[] }) {
  const edits = useEdits(profile);
  return (
    <>
      <ProfileHeader profile={profile} fields={fields} />
      <Facts profile={profile} fields={fields} edits={edits} />
      <ConflictDialog edits={edits} />
    </>
  );
}

/** A profile beside the list: who it is, what is known, where each value came from; edited in its place. */
export function Panel({ id, fields, close, sheet, step }: PanelProps) {
  const say = useMessages(messages);
  const answer = useEndpoint(getProfile, { id }, { keep: true });
  const current = answer.data?.id === id;
  return (
    <aside className={classes['panel']} aria-label={say.panel.title} aria-busy={!current} data-sheet={sheet}>
      <PanelActions id={id} close={close} sheet={sheet} step={step} />
      <div className={classes['panelBody']}>
        <AnswerView answer={answer}>
          {(profile) => (
            <>
              <h2>
                <bdi>{nameOf(profile)}</bdi>
              </h2>
              <PanelContent key={profile.id} profile={profile} fields={fields} />
            </>
          )}
        </AnswerView>
      </div>
    </aside>
  );
}
