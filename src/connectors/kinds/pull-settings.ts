import { z } from 'zod';

import type { Kind } from '../../fields/index.ts';
import { asked } from '../settings.ts';

/** The host of a server. */
export const hostSetting = asked(
  z
    .string()
    .trim()
    .min(1)
    .max(255)
    .regex(/^[\w.:-]+$/),
  { label: { en: 'Host', zh: '主机' } },
);

/** How often something is fetched. */
export const minutesSetting = {
  minutes: asked(z.int().min(5).max(10_080).default(60), {
    label: { en: 'Every how many minutes', zh: '每隔多少分钟' },
  }),
};

/** What everything that fetches files and tables asks for. */
export const pullSettings = {
  ...minutesSetting,
  about: asked(z.enum(['auto', 'person', 'organization']).default('auto'), {
    label: { en: 'Whom it is about', zh: '内容关于' },
    choices: {
      auto: { en: 'seen by the columns', zh: '按列自动识别' },
      person: { en: 'persons', zh: '个人' },
      organization: { en: 'companies', zh: '企业' },
    },
  }),
};

/** What is said of whom the records are; null where it is to be seen in them. */
export function aboutOf(said: 'auto' | Kind): Kind | null {
  return said === 'auto' ? null : said;
}

/** What everything that lists files asks for. */
export const endsSetting = {
  ends: asked(z.string().max(200).default(''), {
    label: { en: 'Ends of the names', zh: '名称后缀' },
    help: { en: 'Such as .csv .xlsx; empty: all.', zh: '例如 .csv .xlsx；留空为全部。' },
  }),
};

/** Ends of names as somebody wrote them. */
export function readEnds(text: string): string[] {
  const words = text.toLowerCase().split(/[\s,，;；、]+/);
  return words.map((word) => word.replace(/^\*/, '')).filter((word) => word !== '');
}
