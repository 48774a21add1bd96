import type { PathsAnswer } from '../../src/insights/paths/contract.ts';
import { labelEvent } from '../../src/lib/events.ts';
import { useBilingual, useMessages } from '../ui/i18n/language.ts';
import { messages } from './messages.ts';
import type { Rows } from './numbers.ts';

/** The numbers of paths as rows of a file, with headings in the reader's language. */
export function usePathNumbers(): (data: PathsAnswer) => Rows {
  const say = useMessages(messages);
  const { table } = say.paths;
  const text = useBilingual();
  return ({ nodes, customers: all }) => {
    const counts = new Map(nodes.map(({ path, customers }) => [path.join('\n'), customers]));
    return [
      [table.path, say.customers, table.share, table.of, table.ended, table.rest],
      ...nodes.map(({ path, customers, ended, rest }) => [
        path.map((name) => text(labelEvent(name))).join(' → '),
        customers,
        customers / all,
        customers / (counts.get(path.slice(0, -1).join('\n')) ?? customers),
        ended,
        rest,
      ]),
    ];
  };
}
