import type { en } from './messages.en.ts';

export const zh: typeof en = { guides: '指南', english: '本指南目前只有英文版。' };
