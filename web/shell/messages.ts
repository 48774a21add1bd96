import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the frame around the pages says. */
export const messages = { en, zh };
