import { Button } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { domains } from '../../src/fields/types.ts';
import { useMay } from '../ui/api/session.tsx';
import { useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import { AddFact } from './add-fact.tsx';
import { FactRow } from './fact-row.tsx';
import classes from './facts.module.css';
import { messages } from './messages.ts';
import type { Field, Profile } from './profile-data.ts';
import type { FactEdits } from './use-edits.ts';

type Domain = Field['domain'];

interface FactsProps {
  readonly profile: Profile;
  readonly fields: readonly Field[];
  readonly edits: FactEdits;
}

interface DomainProps extends FactsProps {
  readonly domain: Domain;
}

/** Fields of which something was said, or is being said. */
function isShown({ key }: Field, { profile, edits }: Pick<FactsProps, 'profile' | 'edits'>): boolean {
  return (profile.lineage[key] ?? []).length > 0 || edits.open?.key === key || edits.pending.has(key);
}

function DomainFacts({ domain, profile, fields, edits }: DomainProps) {
  const say = useMessages(messages);
  const mayEdit = useMay('editor');
  const own = fields.filter((field) => field.domain === domain);
  const shown = own.filter((field) => isShown(field, { profile, edits }));
  const empty = own.filter((field) => !shown.includes(field));
  const aside = mayEdit && empty.length > 0 && (
    <AddFact fields={empty} domain={domain} add={(key) => edits.begin({ key, draft: '', seen: undefined })} />
  );
  return (
    <Section title={say.domains[domain]} aside={aside}>
      {shown.length === 0 && <p className={classes['none']}>{say.facts.noFacts}</p>}
      <dl className={classes['facts']}>
        {shown.map((field) => (
          <FactRow
            key={field.key}
            kind={profile.kind}
            field={field}
            value={profile.values[field.key]}
            claims={profile.lineage[field.key] ?? []}
            invalid={profile.invalid.includes(field.key)}
            masked={profile.masked.includes(field.key)}
            revealable={profile.revealable.includes(field.key) ? profile.id : null}
            edits={edits}
          />
        ))}
      </dl>
    </Section>
  );
}

/** The facts by their domains; those of which nothing is known stand folded at the end. */
export function Facts(props: FactsProps) {
  const { profile, fields, edits } = props;
  const say = useMessages(messages);
  const [unfolded, setUnfolded] = useState<readonly Domain[]>([]);
  const filled = domains.filter((domain) =>
    fields.some((field) => field.domain === domain && isShown(field, { profile, edits })),
  );
  const folded = domains.filter(
    (domain) => !filled.includes(domain) && fields.some((field) => field.domain === domain),
  );
  const toggle = (domain: Domain) =>
    setUnfolded((before) =>
      before.includes(domain) ? before.filter((one) => one !== domain) : [...before, domain],
    );
  return (
    <>
      {filled.map((domain) => (
        <DomainFacts key={domain} {...props} domain={domain} />
      ))}
      {folded.length > 0 && (
        <Section title={say.facts.empty}>
          <div className={classes['folded']}>
            {folded.map((domain) => (
              <Button
                key={domain}
                size="compact-sm"
                variant="default"
                aria-expanded={unfolded.includes(domain)}
                leftSection={
                  unfolded.includes(domain) ? (
                    <ChevronDown size={14} aria-hidden />
                  ) : (
                    <ChevronRight size={14} aria-hidden />
                  )
                }
                onClick={() => toggle(domain)}
              >
                {say.domains[domain]}
              </Button>
            ))}
          </div>
        </Section>
      )}
      {folded
        .filter((domain) => unfolded.includes(domain))
        .map((domain) => (
          <DomainFacts key={domain} {...props} domain={domain} />
        ))}
    </>
  );
}
