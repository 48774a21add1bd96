import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What is said of how much will be wanted of categories and products. */
export const messages = { en, zh };
