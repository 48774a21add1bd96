import { closeLeftOpen } from './left-open.ts';

await closeLeftOpen();
