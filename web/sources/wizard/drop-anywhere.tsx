import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useMessages } from '../../ui/i18n/language.ts';
import { usePagePath } from '../../ui/page/page-list.ts';
import { messages } from '../messages.ts';
import classes from '../sources.module.css';
import { leaveFiles } from './dropped-files.ts';

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** Lets files be dropped on any page: they go to the import wizard. */
export function DropAnywhere() {
  const say = useMessages(messages);
  const path = usePagePath('import');
  const [, go] = useLocation();
  const [over, setOver] = useState(false);
  useEffect(() => {
    if (path === undefined) return undefined;
    const ending = new AbortController();
    const { signal } = ending;
    addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      },
      { signal },
    );
    addEventListener('dragleave', (event) => event.relatedTarget === null && setOver(false), { signal });
    addEventListener(
      'drop',
      (event) => {
        setOver(false);
        if (!hasFiles(event)) return;
        event.preventDefault();
        leaveFiles([...(event.dataTransfer?.files ?? [])]);
        go(path);
      },
      { signal },
    );
    return () => ending.abort();
  }, [path, go]);
  return over ? (
    <div className={classes['dropVeil']} aria-hidden>
      {say.dropHere}
    </div>
  ) : null;
}
