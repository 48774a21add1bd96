import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the dialog that edits many says. */
export const messages = { en, zh };
