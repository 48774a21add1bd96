import { callerOf, route, type Caller, type Route } from '../../access/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import type { Agreements, PartnerLists } from './agreements.ts';
import {
  acceptPartnerList,
  createAgreement,
  createPartnerList,
  listAgreements,
  listPartnerLists,
  refusePartnerList,
  updateAgreement,
} from './contract.ts';

/** What the routes of agreements need beside their store: the work that reaches beyond this stage. */
export interface AgreementDesk {
  readonly agreements: Agreements;
  readonly lists: PartnerLists;
  createAgreement(
    caller: Caller,
    input: Parsed<typeof createAgreement>,
  ): Promise<Output<typeof createAgreement>>;
  updateAgreement(
    caller: Caller,
    input: Parsed<typeof updateAgreement>,
  ): Promise<Output<typeof updateAgreement>>;
  addList(caller: Caller, input: Parsed<typeof createPartnerList>): Promise<Output<typeof createPartnerList>>;
  accept(caller: Caller, id: string): Promise<Output<typeof acceptPartnerList>>;
  refuse(caller: Caller, id: string): Promise<void>;
}

/** The endpoints of agreements and their lists. */
export function agreementRoutes(desk: AgreementDesk): Route[] {
  return [
    route(listAgreements, async (_input, context) => ({
      rows: await desk.agreements.list(callerOf(context).workspace),
    })),
    route(createAgreement, (input, context) => desk.createAgreement(callerOf(context), input)),
    route(updateAgreement, (input, context) => desk.updateAgreement(callerOf(context), input)),
    route(listPartnerLists, async ({ id }, context) => {
      const { workspace } = callerOf(context);
      await desk.agreements.get(workspace, id);
      return { rows: await desk.lists.list(workspace, id) };
    }),
    route(createPartnerList, (input, context) => desk.addList(callerOf(context), input)),
    route(acceptPartnerList, ({ id }, context) => desk.accept(callerOf(context), id)),
    route(refusePartnerList, async ({ id }, context) => {
      await desk.refuse(callerOf(context), id);
      return {};
    }),
  ];
}
