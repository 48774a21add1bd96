import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the page of computed values says. */
export const messages = { en, zh };
