import { ActionIcon, Tooltip } from '@mantine/core';
import { AlertTriangle, ExternalLink, Mail, MapPin, Phone } from 'lucide-react';
import { Link } from 'wouter';
import type { Kind } from '../../src/fields/types.ts';
import { pointSchema } from '../../src/lib/point.ts';
import { useLinks } from '../home/links.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useWriteValues } from '../ui/value/use-write-values.ts';
import classes from './facts.module.css';
import { messages } from './messages.ts';
import type { Claim, Field } from './profile-data.ts';
import { ValueButton } from './value-button.tsx';

/** More values than this of one field stand in its explanation only. */
const shownValues = 8;

/** How far whoever is near may be. */
const nearKm = 5;

/** Longer texts are cut after a few lines; the explanation has them whole. */
const longText = 120;

/** Where a value leads: only web addresses, mail and telephone, whatever else it says. */
function linkOf({ type }: Field, value: string): { href: string; icon: typeof Mail } | null {
  if (type === 'email') return { href: `mailto:${encodeURIComponent(value)}`, icon: Mail };
  if (type === 'phone') return { href: `tel:${value.replace(/[^+\d;=ext]/g, '')}`, icon: Phone };
  if (type !== 'url') return null;
  const address = /^[a-z][a-z0-9+.-]*:/i.test(value) ? value : `https://${value}`;
  return URL.canParse(address) && /^https?:/.test(address) ? { href: address, icon: ExternalLink } : null;
}

function ValueLink({ field, value }: { field: Field; value: unknown }) {
  const say = useMessages(messages).facts;
  const first: unknown = Array.isArray(value) ? value[0] : value;
  const link = typeof first === 'string' ? linkOf(field, first) : null;
  if (link === null) return null;
  const { href, icon: Icon } = link;
  return (
    <ActionIcon
      component="a"
      href={href}
      {...(field.type === 'url' ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={say.open(String(first))}
    >
      <Icon size={14} aria-hidden />
    </ActionIcon>
  );
}

/** Who else is where this is, the nearest first. */
function NearLink({ kind, field, value }: { kind: Kind; field: Field; value: unknown }) {
  const say = useMessages(messages).facts;
  const links = useLinks();
  const point = pointSchema.safeParse(value).data;
  if (point === undefined) return null;
  const rule = { all: [{ field: field.key, near: { ...point, km: nearKm } }] };
  const href = links.customers(kind, rule, '_distance:asc');
  if (href === undefined) return null;
  return (
    <ActionIcon
      component={Link}
      href={href}
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={say.near(nearKm)}
      title={say.near(nearKm)}
    >
      <MapPin size={14} aria-hidden />
    </ActionIcon>
  );
}

interface FactValueProps {
  readonly kind: Kind;
  readonly field: Field;
  readonly value: unknown;
  readonly claims: readonly Claim[];
  readonly invalid: boolean;
}

/** What a profile shows of a field: its values, whether they fail their check, and why they are shown. */
export function FactValue({ kind, field, value, claims, invalid }: FactValueProps) {
  const say = useMessages(messages).facts;
  const write = useWriteValues();
  const texts = write(field, value);
  const [best] = claims;
  const nothing = best?.lost === 'unread' ? say.unread : say.emptied;
  return (
    <div className={classes['valueLine']}>
      <ValueButton field={field} claims={claims}>
        {texts.length === 0 && <em>{nothing}</em>}
        {texts.slice(0, shownValues).map((text, at) => (
          <bdi key={at} className={classes['text']} data-long={text.length > longText}>
            {text}
          </bdi>
        ))}
        {texts.length > shownValues && <small>{say.more(texts.length - shownValues)}</small>}
      </ValueButton>
      {invalid && (
        <Tooltip label={say.failed}>
          <span className={classes['mark']} role="img" aria-label={say.failed}>
            <AlertTriangle size={14} aria-hidden />
          </span>
        </Tooltip>
      )}
      <ValueLink field={field} value={value} />
      {field.type === 'coordinates' && <NearLink kind={kind} field={field} value={value} />}
    </div>
  );
}
