import { knownEvents } from '../../lib/events.ts';
import { quoteText } from '../../store/warehouse/index.ts';

/** Known events whose words are no opinions: searches, orders, accounts, what is shared. */
const silent = [
  ...knownEvents
    .filter(({ name, group }) => ['shop', 'order', 'account'].includes(group) || name.endsWith(' Shared'))
    .map(({ name }) => name),
  'Page Viewed',
  'Screen Viewed',
];

const survey = "name = 'Survey Answered'";

/**
 * Which events have words that are read: what customers said, whatever it is called. Answers of surveys that came without a text
 * are looked for by themselves: of all other events the map of properties, the heaviest column, stays unread.
 */
export const readable = [
  `type = 'track' AND text != '' AND name NOT IN (${silent.map(quoteText).join(', ')})`,
  `type = 'track' AND text = '' AND ${survey} AND match(properties['answer'], '\\\\p{L}')`,
] as const;

/** The words of an event. */
export const wordsOf = `if(text = '' AND ${survey}, properties['answer'], text)`;
