import { z } from 'zod';
import { opinionSchema, type ShownOpinion } from '../../src/insights/opinions/contract.ts';
import type { TimelineEntry } from '../../src/profiles/contract.ts';
import { useMessages } from '../ui/i18n/language.ts';
import { useFormat } from '../ui/i18n/use-format.ts';
import { MarkedText, Said } from '../insights/opinions/marked-text.tsx';
import { messages } from './messages.ts';
import classes from './teamwork.module.css';

/** What is known of an event; of some only what is of the trade, as the reader's role sees it. */
const eventDetails = z.object({
  source: z.string(),
  amount: z.number().nullable(),
  currency: z.string(),
  order: z.string(),
  product: z.string(),
  utm_source: z.string(),
  utm_campaign: z.string(),
  device: z.string().default(''),
  url: z.string().default(''),
  title: z.string().default(''),
  text: z.string().default(''),
  properties: z.record(z.string(), z.string()).default({}),
  opinion: opinionSchema.optional(),
});

/** What stands in the entry already, in other words. */
const known: ReadonlySet<string> = new Set([
  '$plan',
  'path',
  'search',
  'name',
  'revenue',
  'total',
  'value',
  'hash',
]);

/** More properties of one event are counted only. */
const shownProperties = 6;

type Details = z.output<typeof eventDetails>;

/** What an event was worth, and what it belongs to, in words. */
function useFacts(): (details: Details) => string[] {
  const say = useMessages(messages).timeline;
  const format = useFormat();
  return ({ amount, currency, order, product, utm_source, utm_campaign, device }) => {
    const campaign = [utm_source, utm_campaign].filter((part) => part !== '').join(' / ');
    return [
      ...(amount === null ? [] : [`${format.number(amount)} ${currency}`.trim()]),
      ...(order === '' ? [] : [say.order(order)]),
      ...(product === '' ? [] : [say.product(product)]),
      ...(campaign === '' ? [] : [say.campaign(campaign)]),
      ...(device === '' ? [] : [device]),
    ];
  };
}

function OpinionText({ text, opinion }: { text: string; opinion: ShownOpinion }) {
  return (
    <>
      <MarkedText text={text} evidence={opinion.evidence} />
      <Said opinion={opinion} />
    </>
  );
}

/** The words of an event, and what else was sent: the answer of a survey is read where it came without a text. */
function wordsOf({ text, properties, opinion }: Details): Pick<Details, 'text' | 'properties'> {
  const { answer, ...rest } = properties;
  return text !== '' || opinion === undefined || answer === undefined
    ? { text, properties }
    : { text: answer, properties: rest };
}

const readDetails = z.object({ opinion: opinionSchema });

/** How a note or talk that members wrote down speaks, below it. */
export function WrittenOpinion({ entry }: { entry: TimelineEntry }) {
  const { data } = readDetails.safeParse(entry.details);
  return data === undefined ? null : <Said opinion={data.opinion} />;
}

/** What happened: what it was worth, where, and what else was sent with it. */
export function EventBody({ entry }: { entry: TimelineEntry }) {
  const say = useMessages(messages).timeline;
  const facts = useFacts();
  const { data } = eventDetails.safeParse(entry.details);
  if (data === undefined) return null;
  const { title, url, opinion } = data;
  const { text, properties } = wordsOf(data);
  const rest = Object.entries(properties).filter(([key]) => !known.has(key));
  return (
    <>
      <div className={classes['head']}>
        {facts(data).map((fact) => (
          <bdi key={fact}>{fact}</bdi>
        ))}
        <span>{say.from(data.source)}</span>
      </div>
      {(title !== '' || url !== '') && (
        <bdi className={classes['text']}>{[title, url].filter((part) => part !== '').join(' · ')}</bdi>
      )}
      {text !== '' &&
        (opinion === undefined ? (
          <bdi className={classes['text']}>{text}</bdi>
        ) : (
          <OpinionText text={text} opinion={opinion} />
        ))}
      {rest.length > 0 && (
        <dl className={classes['changes']}>
          {rest.slice(0, shownProperties).map(([key, value]) => (
            <div key={key}>
              <dt>
                <bdi>{key}</bdi>
              </dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {rest.length > shownProperties && (
        <div className={classes['head']}>{say.more(rest.length - shownProperties)}</div>
      )}
    </>
  );
}

const deviceDetails = z.object({ model: z.string(), system: z.string(), browser: z.string() });

/** With what a customer came for the first time. */
export function DeviceBody({ entry }: { entry: TimelineEntry }) {
  const { data } = deviceDetails.safeParse(entry.details);
  if (data === undefined) return null;
  const { model, browser, system } = data;
  return (
    <bdi className={classes['text']}>
      {[model, browser, system].filter((part) => part !== '').join(' · ')}
    </bdi>
  );
}
