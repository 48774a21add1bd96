import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What is said of what comes next for a customer, and of whoever is like it. */
export const messages = { en, zh };
