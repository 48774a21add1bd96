import type { en } from './messages.en.ts';

export const zh: typeof en = {
  title: '首页',
  lead: '数据库中的内容，以及待处理的事项。',
};
