import type { Caller } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import type { SegmentRow } from './tables.ts';

/** Refuses whoever is neither the owner nor an administrator. */
export function mayChange(caller: Caller, { owner }: SegmentRow): void {
  if (owner === caller.id || caller.role === 'admin' || caller.role === 'owner') return;
  throw new Problem('segments.not-yours', {
    en: 'This segment belongs to somebody else. Make one of your own, or ask its owner or an administrator to change it.',
    zh: '该分群属于其他人。请新建自己的分群，或请其所有者或管理员修改。',
  });
}

/** An id that the workspace does not have. */
export function noSuchSegment(id: string): Problem {
  return new Problem(
    'segments.not-found',
    {
      en: 'There is no segment "{id}" here; it may have been removed. Look at the list of segments.',
      zh: '此处没有分群“{id}”，可能已被删除。请查看分群列表。',
    },
    { id },
  );
}

/** A segment whose rule the caller may not ask. */
export function notForYou(name: string): Problem {
  return new Problem(
    'segments.hidden',
    {
      en: 'The rule of "{name}" asks about fields that your role may not ask about. Compare others, or ask an administrator.',
      zh: '“{name}”的规则涉及你的角色无权查询的字段。请选择其他分群，或联系管理员。',
    },
    { name },
  );
}

/** A segment that others are made of. */
export function inUse(name: string, users: readonly string[]): Problem {
  return new Problem(
    'segments.in-use',
    {
      en: 'The rules of {users} name the segment “{name}”. Take it out of them first, then remove it.',
      zh: '{users} 的规则引用了分群“{name}”。请先从这些规则里去掉它，再删除。',
    },
    {
      name,
      users: users
        .slice(0, 5)
        .map((user) => `“${user}”`)
        .join(', '),
    },
  );
}

/** Another rule for a segment whose members stay as they are. */
export function isFixed(name: string): Problem {
  return new Problem(
    'segments.fixed',
    {
      en: 'The members of “{name}” were written down once and stay as they are. Make a new segment for another rule.',
      zh: '“{name}”是快照，成员不再变化。请为其他规则新建分群。',
    },
    { name },
  );
}

/** Companies beside people. */
export function otherKinds(): Problem {
  return new Problem('segments.kinds', {
    en: 'Companies and people have no members in common. Compare segments of one kind.',
    zh: '企业与个人没有共同成员。请比较同一类客户的分群。',
  });
}

/** As many as a workspace keeps up to date. */
export function tooMany(most: number): Problem {
  return new Problem(
    'segments.too-many',
    {
      en: 'There are {most} segments already, as many as a workspace keeps up to date. Remove one that nobody needs.',
      zh: '已有 {most} 个分群，达到工作区上限。请删除不再需要的分群。',
    },
    { most },
  );
}
