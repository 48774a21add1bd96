import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the start page says. */
export const messages = { en, zh };
