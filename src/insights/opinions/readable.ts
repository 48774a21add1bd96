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

/** Events whose text is read: what customers said, whatever it is called. */
export const readable = `type = 'track' AND text != '' AND name NOT IN (${silent.map(quoteText).join(', ')})`;
