import { useState } from 'react';
import { z } from 'zod';

const texts = z.array(z.string().max(200)).max(60);

function read(name: string): readonly string[] | null {
  try {
    return texts.parse(JSON.parse(localStorage.getItem(name) ?? ''));
  } catch {
    return null;
  }
}

/** A short list that this browser keeps for the reader; `usual` until it is changed, null goes back to it. */
export function useKept(
  name: string,
  usual: readonly string[],
): [list: readonly string[], keep: (list: readonly string[] | null) => void] {
  const [kept, setKept] = useState<{ name: string; list: readonly string[] | null }>({
    name,
    list: read(name),
  });
  const current = kept.name === name ? kept : { name, list: read(name) };
  if (current !== kept) setKept(current);
  return [
    current.list ?? usual,
    (list) => {
      setKept({ name, list });
      try {
        if (list === null) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(list));
      } catch {
        // A browser that keeps nothing shows the usual the next time.
      }
    },
  ];
}
