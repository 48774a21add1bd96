import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the pieces that edit and picture rules say. */
export const messages = { en, zh };
