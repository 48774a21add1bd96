import { Problem } from '../../lib/problem.ts';

/** The problem of an id that is no scan or decision here. */
export function notFound(id: string): Problem {
  return new Problem(
    'matching.not-found',
    {
      en: 'There is no scan or decision "{id}" here. Look at the list.',
      zh: '此处没有扫描或决定“{id}”。请查看列表。',
    },
    { id },
  );
}

/** The problem of a company that is to be a person. */
export function twoKinds(): Problem {
  return new Problem('matching.kinds', {
    en: 'A company and a person are never the same. Choose two profiles of one kind, and decide about each kind in a call of its own.',
    zh: '企业与个人不会是同一对象。请选择同类的两个档案，并按类别分别提交。',
  });
}

/** The problem of two ids that lead to one profile. */
export function isOne(id: string): Problem {
  return new Problem(
    'matching.one',
    {
      en: 'Both ids lead to the profile "{id}" already. Reload the list.',
      zh: '两个编号已指向同一档案“{id}”。请刷新列表。',
    },
    { id },
  );
}

/** The problem of a scan that a newer one has taken the place of. */
export function isStale(): Problem {
  return new Problem('matching.stale', {
    en: 'A newer scan has taken the place of this one, and its pairs are gone. Reload the list and join those of the newest.',
    zh: '已有更新的查重结果，此次结果的档案对不再保留。请刷新列表，合并最新结果。',
  });
}

/** The problem of bands that stand the wrong way round. */
export function wrongBands(): Problem {
  return new Problem('matching.bands', {
    en: 'Pairs to join must be at least as likely as pairs to look at. Make `joinAt` larger or `reviewAt` smaller.',
    zh: '“合并”的概率不能低于“待查看”的概率。请调高 `joinAt` 或调低 `reviewAt`。',
  });
}

/** The problem of a scan that is to go on though it has ended, or has not stopped. */
export function goesOn(state: 'done' | 'running'): Problem {
  return state === 'done'
    ? new Problem('matching.done', {
        en: 'This scan has come to its end. Start a new one to compare what is there now.',
        zh: '此次查重已完成。如需比对现有档案，请重新开始查重。',
      })
    : new Problem('matching.running', {
        en: 'This scan is running or waits for its turn. Wait for it, or stop its job first.',
        zh: '此次查重正在进行或等待执行。请等待完成，或先停止其任务。',
      });
}

/** The problem of values that are chosen where two profiles are not joined. */
export function wrongChoice(): Problem {
  return new Problem('matching.choose', {
    en: 'Values are chosen for one pair that is joined. Send that pair alone with `does` "join", or leave `choose` out.',
    zh: '仅在合并单独一对档案时才能选择取值。请只提交该对并将 `does` 设为 "join"，或去掉 `choose`。',
  });
}
