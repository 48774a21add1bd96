import { Problem } from '../lib/problem.ts';

/** The problem of an id that the caller's workspace does not have, whether or not another one has it. */
export function notFound(id: string): Problem {
  return new Problem(
    'access.not-found',
    {
      en: 'There is no "{id}" here. Look at the list again; it may have been removed.',
      zh: '此处没有“{id}”。请重新查看列表，它可能已被删除。',
    },
    { id },
  );
}
