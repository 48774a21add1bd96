import type { MatchDesk } from '../../identity/index.ts';
import type { House } from '../house.ts';
import { openMatchModels } from './models.ts';
import { wrongBands } from './problems.ts';

/** What a workspace has said and learnt of matching. */
export function openMatchSettings(house: House): Pick<MatchDesk, 'bands' | 'setBands' | 'models'> {
  const modelsOf = (workspace: string) => openMatchModels(house.operational, workspace, house.clock);
  return {
    async bands({ workspace }, { kind }) {
      return { kind, ...(await modelsOf(workspace).bands(kind)) };
    },
    async setBands({ workspace, id }, { kind, joinAt, reviewAt }) {
      if (joinAt < reviewAt) throw wrongBands();
      await modelsOf(workspace).setBands(kind, { joinAt, reviewAt }, id);
      return { kind, joinAt, reviewAt };
    },
    async models({ workspace }, { kind, limit }) {
      const rows = await modelsOf(workspace).list(kind, limit);
      return {
        rows: rows.map(({ version, profiles, model, created_at: createdAt }) => ({
          version,
          profiles,
          lambda: model.lambda,
          attributes: model.attributes.map(({ key, levels }) => ({ key, levels })),
          createdAt,
        })),
      };
    },
  };
}
