import { callerOf, route, type Caller, type Route, type Seer } from '../access/index.ts';
import type { Bilingual } from '../lib/problem.ts';
import {
  createImport,
  createSource,
  createUpload,
  getImport,
  getRejected,
  inspectUpload,
  listImports,
  listScenarios,
  listSources,
  loadDemo,
  undoImport,
  updateSource,
} from './contract.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import { scenarios } from './demo/index.ts';
import { listSourceRecords } from './contents/contract.ts';
import { countSources, getSourceQuality } from './quality/contract.ts';
import { previewRetention, setRetention } from './retention/contract.ts';
import { listRejected, mendRejected, previewUndo } from './rejected/contract.ts';
import type { Sources } from './sources.ts';
import type { Uploads } from './uploads.ts';

/** What the routes need beside the stores: the work that reaches beyond this stage. */
export interface SourceDesk {
  readonly sources: Sources;
  readonly uploads: Uploads;
  inspect(caller: Caller, input: Parsed<typeof inspectUpload>): Promise<Output<typeof inspectUpload>>;
  startImport(caller: Caller, input: Parsed<typeof createImport>): Promise<{ import: string; job: string }>;
  showImport(seer: Seer, id: string): Promise<Output<typeof getImport>>;
  showImports(seer: Seer, page: Parsed<typeof listImports>): Promise<Output<typeof listImports>>;
  startUndo(caller: Caller, id: string): Promise<{ import: string; job: string }>;
  rejected(
    seer: Seer,
    id: string,
  ): Promise<{ stream: ReadableStream<Uint8Array>; fileName: string; contentType: string }>;
  showRejected(seer: Seer, page: Parsed<typeof listRejected>): Promise<Output<typeof listRejected>>;
  mend(caller: Caller, input: Parsed<typeof mendRejected>): Promise<{ import: string; job: string }>;
  foreseeUndo(workspace: string, id: string): Promise<Output<typeof previewUndo>>;
  countSources(workspace: string): Promise<Output<typeof countSources>>;
  quality(seer: Seer, id: string): Promise<Output<typeof getSourceQuality>>;
  records(seer: Seer, page: Parsed<typeof listSourceRecords>): Promise<Output<typeof listSourceRecords>>;
  foreseeRetention(
    workspace: string,
    input: Parsed<typeof previewRetention>,
  ): Promise<Output<typeof previewRetention>>;
  setRetention(caller: Caller, input: Parsed<typeof setRetention>): Promise<Output<typeof setRetention>>;
  startDemo(caller: Caller, input: Parsed<typeof loadDemo>): Promise<Output<typeof loadDemo>>;
}

/** The endpoints of sources, uploads and imports. */
export function sourceRoutes(desk: SourceDesk): Route[] {
  return [
    route(listSources, async (_input, context) => ({
      rows: await desk.sources.list(callerOf(context).workspace),
    })),
    route(countSources, (_input, context) => desk.countSources(callerOf(context).workspace)),
    route(getSourceQuality, ({ id }, context) => desk.quality(callerOf(context), id)),
    route(listSourceRecords, (page, context) => desk.records(callerOf(context), page)),
    route(createSource, (input, context) => {
      const caller = callerOf(context);
      return desk.sources.create(caller.workspace, input, caller.id);
    }),
    route(updateSource, ({ id, ...change }, context) =>
      desk.sources.update(callerOf(context).workspace, id, dropUndefined(change)),
    ),
    route(previewRetention, (input, context) => desk.foreseeRetention(callerOf(context).workspace, input)),
    route(setRetention, (input, context) => desk.setRetention(callerOf(context), input)),
    route(createUpload, async ({ name }, context) => {
      const caller = callerOf(context);
      const upload = await desk.uploads.create(caller.workspace, {
        name,
        body: context.request.body,
        createdBy: caller.id,
      });
      return { upload: upload.id, name: upload.name, bytes: upload.bytes };
    }),
    route(inspectUpload, (input, context) => desk.inspect(callerOf(context), input)),
    route(createImport, (input, context) => desk.startImport(callerOf(context), input)),
    route(getImport, ({ id }, context) => desk.showImport(callerOf(context), id)),
    route(listImports, (page, context) => desk.showImports(callerOf(context), page)),
    route(getRejected, ({ id }, context) => desk.rejected(callerOf(context), id)),
    route(listRejected, (page, context) => desk.showRejected(callerOf(context), page)),
    route(mendRejected, (input, context) => desk.mend(callerOf(context), input)),
    route(previewUndo, ({ id }, context) => desk.foreseeUndo(callerOf(context).workspace, id)),
    route(undoImport, ({ id }, context) => desk.startUndo(callerOf(context), id)),
    route(listScenarios, async () => ({
      rows: scenarios.map(
        ({
          name,
          label,
          description,
          defaultRows,
        }): { name: string; label: Bilingual; description: Bilingual; rows: number } => ({
          name,
          label,
          description,
          rows: defaultRows,
        }),
      ),
    })),
    route(loadDemo, (input, context) => desk.startDemo(callerOf(context), input)),
  ];
}

/** The same without what was not said, so that what is said alone changes. */
function dropUndefined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: { [K in keyof T]?: Exclude<T[K], undefined> } = {};
  Object.assign(kept, Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)));
  return kept;
}
