import { ScrollArea } from '@mantine/core';
import { useMessages } from '../../ui/i18n/language.ts';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import type { Inspection } from './wizard.ts';

const shownRows = 8;
const shownColumns = 60;

/** Real rows of a file as they are read now. */
export function PreviewTable({ shown }: { shown: Inspection }) {
  const say = useMessages(messages).wizard;
  const headers = shown.headers.slice(0, shownColumns);
  return (
    <ScrollArea
      type="auto"
      offsetScrollbars="x"
      className={classes['previewView'] ?? ''}
      viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': say.preview }}
    >
      <table className={classes['preview']} aria-label={say.preview}>
        <thead>
          <tr>
            {headers.map((header, at) => (
              <th key={at} scope="col">
                <bdi>{header}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.samples.slice(0, shownRows).map((cells, row) => (
            <tr key={row}>
              {headers.map((_header, at) => (
                <td key={at}>
                  <bdi>{cells[at]?.slice(0, 120)}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}
