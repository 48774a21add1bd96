import type { Caller } from '../../access/index.ts';
import { Problem, type Bilingual } from '../../lib/problem.ts';
import type { ValueRow } from './tables.ts';

/** Refuses whoever is neither the owner nor an administrator. */
export function mayChange(caller: Caller, { owner }: ValueRow): void {
  if (owner === caller.id || caller.role === 'admin' || caller.role === 'owner') return;
  throw new Problem('computed.not-yours', {
    en: 'This computed value belongs to somebody else. Define one of your own, or ask its owner or an administrator to change it.',
    zh: '该计算值属于其他人。请自行定义，或请其所有者或管理员修改。',
  });
}

/** An id that the workspace does not have. */
export function noSuchValue(id: string): Problem {
  return new Problem(
    'computed.not-found',
    {
      en: 'There is no computed value "{id}" here; it may have been removed. Look at the list of computed values.',
      zh: '此处没有计算值“{id}”，可能已被删除。请查看计算值列表。',
    },
    { id },
  );
}

/** A profile that the workspace does not have. */
export function noSuchProfile(id: string): Problem {
  return new Problem(
    'profiles.not-found',
    {
      en: 'There is no profile "{id}" here. Look for the customer.',
      zh: '此处没有档案“{id}”。请搜索该客户。',
    },
    { id },
  );
}

/** A value that segments are made of. */
export function inUse(name: string, users: readonly string[]): Problem {
  const shown = users.slice(0, 5).map((user) => `“${user}”`);
  return new Problem(
    'computed.in-use',
    {
      en: 'The rules of the segments {users} ask for “{name}”. Take it out of them first, then remove it.',
      zh: '分群 {usersZh} 的规则用到了“{name}”。请先从这些规则里去掉它，再删除。',
    },
    { name, users: shown.join(', '), usersZh: shown.join('、') },
  );
}

/** As many as a workspace keeps up to date. */
export function tooMany(most: number): Problem {
  return new Problem(
    'computed.too-many',
    {
      en: 'There are {most} computed values already, as many as a workspace keeps up to date. Remove one that nobody needs.',
      zh: '已有 {most} 个计算值，达到工作区上限。请删除不再需要的计算值。',
    },
    { most },
  );
}

/** Amounts in several currencies are not added up. */
export function mixedMoney(currencies: readonly string[]): Bilingual {
  return {
    en: `Amounts are in several currencies (${currencies.join(', ')}) and are not added up. Add “only where the currency is …”.`,
    zh: `金额包含多种币种（${currencies.join('、')}），不能相加。请加上“仅限币种为……”。`,
  };
}
