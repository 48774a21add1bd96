import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the ledger of consent says. */
export const messages = { en, zh };
