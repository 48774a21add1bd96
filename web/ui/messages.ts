import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the shared pieces say. */
export const messages = { en, zh };
