import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What the forms of behaviour, values, segments and consent say. */
export const messages = { en, zh };
