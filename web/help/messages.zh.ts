import type { en } from './messages.en.ts';

export const zh: typeof en = { guides: '指南' };
