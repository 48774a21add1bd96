import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the page of market share say. */
export const messages = { en, zh };
