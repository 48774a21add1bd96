import type { Caller } from '../access/index.ts';
import { Problem } from '../lib/problem.ts';
import type { DashboardRow } from './tables.ts';

/** Whether somebody may change a dashboard that they see. */
export function isChangeable(caller: Caller, { owner, shared }: DashboardRow): boolean {
  return owner === caller.id || (shared && (caller.role === 'admin' || caller.role === 'owner'));
}

/** Refuses whoever is neither the owner nor, of a shared one, an administrator. */
export function mayChange(caller: Caller, row: DashboardRow): void {
  if (isChangeable(caller, row)) return;
  throw new Problem('dashboards.not-yours', {
    en: 'This dashboard belongs to somebody else. Make one of your own, or ask its owner or an administrator to change it.',
    zh: '该看板属于其他人。请新建自己的看板，或请其所有者或管理员修改。',
  });
}

/** An id that the asker does not see. */
export function noSuchDashboard(id: string): Problem {
  return new Problem(
    'dashboards.not-found',
    {
      en: 'There is no dashboard "{id}" here; it may have been removed, or is private. Look at the list of dashboards.',
      zh: '此处没有看板“{id}”，可能已被删除或为他人私有。请查看看板列表。',
    },
    { id },
  );
}

/** Somebody else was quicker. */
export function changedMeanwhile(): Problem {
  return new Problem('dashboards.changed', {
    en: 'Somebody has changed this dashboard meanwhile. Reload the page, look at it, and make your change again.',
    zh: '该看板已被他人修改。请刷新页面查看后重新修改。',
  });
}

/** As many as there may be. */
export function tooMany(what: 'dashboards' | 'cards', most: number): Problem {
  const text = {
    dashboards: {
      en: 'There are {most} dashboards already, as many as a workspace keeps. Remove one that nobody needs.',
      zh: '已有 {most} 个看板，达到工作区上限。请删除不再需要的看板。',
    },
    cards: {
      en: 'There are {most} cards on this dashboard already. Remove one, or make another dashboard.',
      zh: '该看板已有 {most} 张卡片。请移除一张，或另建看板。',
    },
  };
  return new Problem('dashboards.too-many', text[what], { most });
}

/** Two cards with one id. */
export function sameCard(id: string): Problem {
  return new Problem(
    'dashboards.cards',
    {
      en: 'cards: the id "{id}" stands twice. Give each card an id of its own.',
      zh: 'cards：编号“{id}”重复。请为每张卡片使用不同的编号。',
    },
    { id },
  );
}

/** A metric or dimension that the model does not have for this kind of customer, or not for this role. */
export function unknownPart(what: 'metric' | 'dimension', key: string, known: readonly string[]): Problem {
  const text = {
    metric: {
      en: 'There is no metric "{key}". There are: {known}.',
      zh: '没有指标“{key}”。可用的有：{known}。',
    },
    dimension: {
      en: 'These customers cannot be broken down by "{key}" here. Possible are: {known}.',
      zh: '此处不能按“{key}”细分这类客户。可用的有：{known}。',
    },
  };
  return new Problem(`metrics.${what}`, text[what], { key, known: known.join(', ') });
}
