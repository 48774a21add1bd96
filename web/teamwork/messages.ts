import { en } from './messages.en.ts';
import { zh } from './messages.zh.ts';

/** What notes, tasks, files, relationships and the timeline say. */
export const messages = { en, zh };
