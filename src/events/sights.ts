import type { Seer } from '../access/index.ts';
import type { Sensitivity, Sight } from '../fields/types.ts';

/** What a role sees of each sensitivity. */
export type Sights = (seer: Seer) => Promise<Readonly<Record<Sensitivity, Sight>>>;
