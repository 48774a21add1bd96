import { callerOf, route, type Caller, type Route, type Seer } from '../../access/index.ts';
import type { Output, Parsed } from '../../lib/endpoint.ts';
import * as contract from './contract.ts';

/** What the endpoints of edits of many need: the flow that makes them and takes them back. */
export interface EditDesk {
  preview(
    caller: Caller,
    input: Parsed<typeof contract.previewEdit>,
  ): Promise<Output<typeof contract.previewEdit>>;
  start(
    caller: Caller,
    input: Parsed<typeof contract.createEdit>,
  ): Promise<Output<typeof contract.createEdit>>;
  show(seer: Seer, id: string): Promise<contract.Edit>;
  list(seer: Seer, page: Parsed<typeof contract.listEdits>): Promise<Output<typeof contract.listEdits>>;
  startUndo(caller: Caller, id: string): Promise<Output<typeof contract.undoEdit>>;
}

/** The endpoints of edits of many profiles at once. */
export function editRoutes(desk: EditDesk): Route[] {
  return [
    route(contract.previewEdit, (input, context) => desk.preview(callerOf(context), input)),
    route(contract.createEdit, (input, context) => desk.start(callerOf(context), input)),
    route(contract.listEdits, (input, context) => desk.list(callerOf(context), input)),
    route(contract.getEdit, ({ id }, context) => desk.show(callerOf(context), id)),
    route(contract.undoEdit, ({ id }, context) => desk.startUndo(callerOf(context), id)),
  ];
}
