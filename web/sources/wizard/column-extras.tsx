import { Select } from '@mantine/core';
import { datums, pointParts } from '../../../src/lib/point.ts';
import { useLanguage, useMessages } from '../../ui/i18n/language.ts';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import type { FieldView } from './field-search.ts';
import type { ColumnChoice } from './wizard.ts';

type Said = Exclude<ColumnChoice, string>;

const currencies = [
  'CNY',
  'USD',
  'EUR',
  'HKD',
  'JPY',
  'GBP',
  'TWD',
  'KRW',
  'SGD',
  'AUD',
  'CAD',
  'CHF',
  'INR',
];
const countries = [
  'CN',
  'HK',
  'TW',
  'MO',
  'US',
  'GB',
  'DE',
  'FR',
  'JP',
  'KR',
  'SG',
  'IN',
  'AU',
  'CA',
  'CH',
  'NL',
  'IT',
  'ES',
  'BR',
  'RU',
  'TH',
  'VN',
  'MY',
  'ID',
];
const orders = ['ymd', 'dmy', 'mdy'] as const;

interface SmallProps {
  readonly label: string;
  readonly value: string | null;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly clearable?: boolean;
  readonly onChange: (value: string | null) => void;
}

function Small({ label, data, ...rest }: SmallProps) {
  return (
    <Select
      {...rest}
      data={[...data]}
      size="xs"
      aria-label={label}
      placeholder={label}
      comboboxProps={{ width: 200, position: 'bottom-start' }}
    />
  );
}

interface ExtrasProps {
  readonly field: FieldView;
  readonly header: string;
  readonly said: Said;
  readonly onChange: (said: Said) => void;
}

function Unit({ field, header, said, onChange }: ExtrasProps) {
  const say = useMessages(messages).wizard;
  const unit = said.unit ?? {};
  const { factor = 1, currency } = unit;
  const change = (part: { factor?: number; currency?: string }) => {
    const { unit: _, ...rest } = said;
    const next = { ...unit, ...part };
    onChange(next.factor === undefined && next.currency === undefined ? rest : { ...rest, unit: next });
  };
  return (
    <>
      <Small
        label={say.unitOf(header)}
        value={String(factor)}
        data={Object.entries(say.units).map(([value, label]) => ({ value, label }))}
        onChange={(chosen) => change({ factor: Number(chosen ?? 1) })}
      />
      {field.type === 'money' && (
        <Small
          label={say.currency}
          value={currency ?? null}
          data={currencies.map((value) => ({ value, label: value }))}
          onChange={(chosen) => chosen !== null && change({ currency: chosen })}
        />
      )}
    </>
  );
}

/** Which numbers of a point a column has, and by whose maps they were measured. */
function Coordinates({ header, said, onChange }: ExtrasProps) {
  const say = useMessages(messages).wizard;
  return (
    <div className={classes['extras']}>
      <Small
        label={say.pointOf(header)}
        value={said.point ?? 'latitude_longitude'}
        data={pointParts.map((value) => ({ value, label: say.points[value] }))}
        onChange={(chosen) => {
          const point = pointParts.find((one) => one === chosen);
          if (point !== undefined) onChange({ ...said, point });
        }}
      />
      <Small
        label={say.datumOf(header)}
        value={said.datum ?? 'wgs84'}
        data={datums.map((value) => ({ value, label: say.datums[value] }))}
        onChange={(chosen) => {
          const datum = datums.find((one) => one === chosen);
          if (datum !== undefined) onChange({ ...said, datum });
        }}
      />
    </div>
  );
}

/** What the values of a column leave open: unit and currency of amounts, order of dates, country of telephone numbers, form of coordinates. */
export function ColumnExtras(props: ExtrasProps) {
  const { field, said, onChange } = props;
  const say = useMessages(messages).wizard;
  const names = new Intl.DisplayNames([useLanguage()], { type: 'region' });
  if (field.type === 'money' || field.type === 'quantity' || field.type === 'number')
    return (
      <div className={classes['extras']}>
        <Unit {...props} />
      </div>
    );
  if (field.type === 'date')
    return (
      <Small
        label={say.dateOrder}
        value={said.dateOrder ?? null}
        data={orders.map((value) => ({ value, label: say.orders[value] }))}
        onChange={(chosen) => {
          const dateOrder = orders.find((one) => one === chosen);
          if (dateOrder !== undefined) onChange({ ...said, dateOrder });
        }}
      />
    );
  if (field.type === 'coordinates') return <Coordinates {...props} />;
  if (field.type !== 'phone') return null;
  return (
    <Small
      label={say.country}
      value={said.country ?? null}
      data={countries.map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))}
      onChange={(chosen) => chosen !== null && onChange({ ...said, country: chosen })}
    />
  );
}
