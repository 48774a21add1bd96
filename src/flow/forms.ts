import type { AccessRoom, Route } from '../access/index.ts';
import type { Consents } from '../consent/index.ts';
import type { Events } from '../events/index.ts';
import {
  createConfirmations,
  createForms,
  createPuzzles,
  createReplies,
  createSubmissions,
  formRoutes,
  openFormDoor,
  openTaking,
} from '../forms/index.ts';
import type { Verifications } from '../profiles/index.ts';
import { openSources } from '../sources/index.ts';
import type { House } from './house.ts';
import { takeRecords } from './take-records.ts';

interface FormRooms {
  readonly access: Pick<AccessRoom, 'mailer' | 'throttle' | 'network' | 'visibility'>;
  readonly events: Pick<Events, 'intake'>;
  readonly consents: Consents;
  readonly verifications: Verifications;
  readonly secret: string;
  readonly baseUrl: string;
}

/** Forms as the application has them: a door for customers, endpoints for those who make them, and the way into records. */
export interface FormsDesk {
  readonly door: ReturnType<typeof openFormDoor>;
  readonly routes: readonly Route[];
  resume(): Promise<void>;
}

/** Opens the forms on a house. */
export function openForms(house: House, rooms: FormRooms): FormsDesk {
  const { operational, clock, warehouse, seen, later } = house;
  const { access, secret, baseUrl } = rooms;
  const sources = openSources(operational, clock);
  const taking = openTaking({
    operational,
    clock,
    warehouse,
    later,
    stopping: house.stopping,
    intake: rooms.events.intake,
    consents: rooms.consents,
    verifications: rooms.verifications,
    replies: createReplies({ mailer: access.mailer, throttle: access.throttle, later }),
    async takeRecords({ workspace, source: name, records }) {
      const source = await sources.find(workspace, name);
      if (source === undefined) throw new Error(`source ${name} has gone`);
      const task = { workspace, kind: 'person', source, actor: '', sets: [], tiedTo: null } as const;
      await takeRecords(house, { ...task, records });
    },
  });
  const puzzles = createPuzzles(secret, clock);
  const { mailer } = access;
  const confirmations = createConfirmations({
    operational,
    clock,
    baseUrl,
    mailer,
    later,
    wake: taking.wake,
  });
  const forms = createForms({ operational, clock, sources, seen, mailer });
  const { sights } = access.visibility;
  const submissions = createSubmissions({ operational, forms, seen, sights, wake: taking.wake });
  return {
    resume: taking.resume,
    door: openFormDoor({
      operational,
      clock,
      puzzles,
      confirmations,
      wake: taking.wake,
      throttle: access.throttle,
      network: access.network,
    }),
    routes: formRoutes({ forms, submissions }),
  };
}
