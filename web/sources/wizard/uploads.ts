import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useSearchParams } from 'wouter';
import { useWorkspace } from '../../ui/api/session.tsx';
import { onFiles, takeFiles } from './dropped-files.ts';
import { createUploadQueue } from './upload-queue.ts';

function readIds(search: URLSearchParams): string[] {
  return (search.get('files') ?? '').split(',').filter((one) => one !== '');
}

/** The uploads of the wizard: the ids of those that arrived stand in the address, so that a reload keeps them. */
export function useUploads() {
  const { id: workspace } = useWorkspace();
  const [search, setSearch] = useSearchParams();
  const [queue] = useState(() => createUploadQueue(workspace));
  const pending = useSyncExternalStore(queue.subscribe, queue.read);
  const uploads = readIds(search);
  const write = (next: (known: readonly string[]) => readonly string[]) =>
    setSearch(
      (before) => {
        const after = new URLSearchParams(before);
        after.set('files', next(readIds(before)).join(','));
        return after;
      },
      { replace: true },
    );
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
  });
  useEffect(
    () =>
      queue.subscribe(() => {
        const arrived = queue.takeArrived();
        if (arrived.length > 0) latest.current((known) => [...known, ...arrived]);
      }),
    [queue],
  );
  useEffect(() => {
    const take = () => {
      const files = takeFiles();
      if (files.length > 0) queue.add(files);
    };
    take();
    return onFiles(take);
  }, [queue]);
  return {
    uploads,
    pending,
    add: queue.add,
    cancel: queue.cancel,
    remove: (upload: string) => write((known) => known.filter((one) => one !== upload)),
  };
}
