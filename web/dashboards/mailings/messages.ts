import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the dialog of mailings says. */
export const messages = { en, zh };
