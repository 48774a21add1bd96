import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What stands around the guides. */
export const messages = { en, zh };
