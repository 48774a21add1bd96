import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the pages of texts say. */
export const messages = { en, zh };
