import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the sending of events, and what arrives, say. */
export const messages = { en, zh };
