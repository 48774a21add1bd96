import { callerOf, route, type Route, type Seer } from '../../access/index.ts';
import type { Field, Kind } from '../../fields/index.ts';
import type { Warehouse } from '../../store/warehouse/index.ts';
import { parseRule } from '../rule/parse.ts';
import type { ReadWorld } from '../world.ts';
import { explainQuery, previewQuery } from './contract.ts';
import { previewCount } from './count.ts';
import { explainMembers } from './reasons.ts';

/** What the endpoints work with. */
interface PreviewDoors {
  readonly clock: () => Date;
  readonly warehouse: (workspace: string) => Promise<Warehouse>;
  /** The catalogue as the asker sees it. */
  readonly fields: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly world: ReadWorld;
}

type Context = Parameters<typeof callerOf>[0] & { readonly request: Pick<Request, 'signal'> };

/** The endpoints that say at once whom a rule fits while it is written. */
export function previewRoutes({ clock, warehouse, fields, world }: PreviewDoors): Route[] {
  const ask = async (input: { kind: Kind; rule: unknown }, context: Context) => {
    const caller = callerOf(context);
    const rule = parseRule(input.rule);
    const known = await world(caller, rule);
    const catalogue = await fields(caller, input.kind);
    return { ...known, kind: input.kind, rule, catalogue, now: clock(), signal: context.request.signal };
  };
  const open = (context: Context) => warehouse(callerOf(context).workspace);
  return [
    route(previewQuery, async (input, context) =>
      previewCount(await open(context), await ask(input, context)),
    ),
    route(explainQuery, async (input, context) =>
      explainMembers(await open(context), { ...(await ask(input, context)), limit: input.limit }),
    ),
  ];
}
