import { VisuallyHidden } from '@mantine/core';
import type { MetricAnswer } from '../../../src/dashboards/contract.ts';
import type { Kind } from '../../../src/fields/types.ts';
import { useLinks } from '../../home/links.ts';
import { MaybeLink } from '../../home/maybe-link.tsx';
import { useBilingual, useLanguage } from '../../ui/i18n/language.ts';
import { provinces, type Province } from './provinces.ts';
import classes from './regions.module.css';

type Part = MetricAnswer['parts'][number];

interface TilesProps {
  readonly kind: Kind;
  readonly label: string;
  readonly parts: readonly Part[];
  readonly write: (value: number | null) => string;
}

/** Below this the map would be empty but for a tile or two. */
const fewest = 3;
/** The deepest colour leaves the words on it readable. */
const deepest = 45;

interface TileProps extends Pick<TilesProps, 'kind' | 'write'> {
  readonly province: Province;
  readonly part: Part | undefined;
  readonly most: number;
}

function Tile({ kind, province, part, most, write }: TileProps) {
  const language = useLanguage();
  const text = useBilingual();
  const links = useLinks();
  const { zh, short, column, row } = province;
  const shown = language === 'zh' ? zh : short;
  const share = most <= 0 ? 0 : Math.max(0, part?.value ?? 0) / most;
  const named = part === undefined ? undefined : `${text(part.label)}: ${write(part.value)}`;
  const background = `color-mix(in srgb, var(--accent) ${Math.round(share * deepest)}%, var(--surface))`;
  return (
    <li style={{ gridColumn: column, gridRow: row, background }} title={named}>
      <MaybeLink href={part === undefined ? undefined : links.customers(kind, part.rule)}>
        <span aria-hidden={named !== undefined} data-long={shown.length > 2 ? '' : undefined}>
          {shown}
        </span>
        {named !== undefined && <VisuallyHidden>{named}</VisuallyHidden>}
      </MaybeLink>
    </li>
  );
}

/** A value by province of China as a map of tiles, the deeper the more; nothing where hardly any province is among the parts. */
export function RegionTiles({ kind, label, parts, write }: TilesProps) {
  const byCode = new Map(parts.map((part) => [part.key, part]));
  const known = provinces.flatMap(({ code }) => byCode.get(code) ?? []);
  if (known.length < fewest) return null;
  const most = Math.max(0, ...known.map(({ value }) => value ?? 0));
  return (
    <ul className={classes['tiles']} aria-label={label}>
      {provinces.map((province) => (
        <Tile
          key={province.code}
          kind={kind}
          province={province}
          part={byCode.get(province.code)}
          most={most}
          write={write}
        />
      ))}
    </ul>
  );
}
