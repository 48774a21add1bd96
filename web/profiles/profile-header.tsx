import { Progress } from '@mantine/core';
import { Building2, CircleCheck, TriangleAlert, User } from 'lucide-react';
import { useId } from 'react';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { CopyButton } from '../ui/page/copy-button.tsx';
import classes from './profile.module.css';
import { messages } from './messages.ts';
import { nameOf, textsOf, type Field, type Profile } from './profile-data.ts';

/** Fields whose values tell one customer from all others, in the order in which they are of use. */
const keyFields = [
  'credit_code',
  'registration_number',
  'organisation_code',
  'identity_document',
  'membership_card',
  'external_id',
  'ticker',
  'lei',
  'duns',
];
const nameFields = ['short_name', 'english_name', 'former_names', 'nickname'];
const shownKeys = 4;

function Chip({ field, text, invalid }: { field: Field; text: string; invalid: boolean }) {
  const say = useMessages(messages).header;
  const label = useBilingual()(field.label);
  const checked = field.check !== undefined;
  return (
    <span className={classes['chip']} data-invalid={invalid}>
      <small>{label}</small> <bdi>{text}</bdi>
      {invalid && <TriangleAlert size={14} role="img" aria-label={say.invalid} />}
      {checked && !invalid && <CircleCheck size={14} role="img" aria-label={say.valid} />}
      <CopyButton text={text} label={say.copyOf(label)} />
    </span>
  );
}

function Chips({ profile, fields }: { profile: Profile; fields: readonly Field[] }) {
  const chips = keyFields.flatMap((key) => {
    const field = fields.find((one) => one.key === key);
    const [text] = textsOf(profile, key);
    return field === undefined || text === undefined ? [] : [{ field, text }];
  });
  if (chips.length === 0) return null;
  return (
    <div className={classes['chips']}>
      {chips.slice(0, shownKeys).map(({ field, text }) => (
        <Chip key={field.key} field={field} text={text} invalid={profile.invalid.includes(field.key)} />
      ))}
    </div>
  );
}

function Completeness({ value }: { value: number }) {
  const say = useMessages(messages).header;
  const format = useFormat();
  const id = useId();
  return (
    <div className={classes['completeness']}>
      <span id={id}>{say.completeness}</span>
      <Progress.Root size="sm">
        <Progress.Section value={value} aria-labelledby={id} />
      </Progress.Root>
      <span>{format.percent(value / 100)}</span>
    </div>
  );
}

/** Who it is: kind, other names, keys, owner, tags, how much is known and from where. */
export function ProfileHeader({ profile, fields }: { profile: Profile; fields: readonly Field[] }) {
  const say = useMessages(messages);
  const name = nameOf(profile);
  const others = [...new Set(nameFields.flatMap((key) => textsOf(profile, key)))].filter(
    (one) => one !== name,
  );
  const tags = textsOf(profile, 'tags');
  const [owner] = textsOf(profile, 'account_manager');
  return (
    <div className={classes['header']}>
      {others.length > 0 && (
        <p className={classes['others']} aria-label={say.header.otherNames}>
          {others.slice(0, 6).map((one) => (
            <bdi key={one}>{one}</bdi>
          ))}
        </p>
      )}
      <Chips profile={profile} fields={fields} />
      <div className={classes['line']}>
        <span>
          {say.header.owner}: {owner === undefined ? <em>{say.header.noOwner}</em> : <bdi>{owner}</bdi>}
        </span>
        {tags.length > 0 && (
          <span className={classes['tags']} aria-label={say.header.tags}>
            {tags.slice(0, 12).map((tag) => (
              <bdi key={tag} className={classes['tag']}>
                {tag}
              </bdi>
            ))}
          </span>
        )}
        <Completeness value={profile.completeness} />
        <span title={profile.sources.join(', ')}>
          {say.header.sources(profile.sources.length, profile.records)}
        </span>
      </div>
    </div>
  );
}

/** The kind of a profile, by a sign and in words. */
export function KindMark({ kind }: Pick<Profile, 'kind'>) {
  const say = useMessages(messages).kinds;
  const Icon = kind === 'person' ? User : Building2;
  return (
    <span className={classes['kind']}>
      <Icon size={14} aria-hidden /> {say[kind]}
    </span>
  );
}
