import { rm } from 'node:fs/promises';

import { createId, type Caller } from '../access/index.ts';
import { checkGiven } from '../consent/index.ts';
import { Problem } from '../lib/problem.ts';
import {
  inspectFile,
  openPartnerLists,
  type Agreement,
  type AgreementDesk,
  type Agreements,
  type ListColumn,
  type PartnerLists,
  type Upload,
} from '../sources/index.ts';
import { listOwnFields } from './house.ts';
import { queueImport } from './import-job.ts';
import { retentionKind } from './retention.ts';
import type { SourceTools } from './source-tools.ts';

/** Partners' lists under agreements: laid aside, then imported as agreed or refused. */
export function openAgreementDesk(tools: SourceTools): AgreementDesk {
  const { house, agreements, uploads, queue } = tools;
  const lists = openPartnerLists(house);
  const checkFields = async (workspace: string, kind: Agreement['kind'], fields: readonly string[]) => {
    const known = new Set((await house.fields(workspace, kind)).map(({ key }) => key));
    const unknown = fields.filter((key) => !known.has(key));
    if (unknown.length > 0) throw unknownFields(unknown);
  };
  return {
    agreements,
    lists,
    async createAgreement(caller, input) {
      await checkFields(caller.workspace, input.kind, input.fields);
      if (input.consent !== null) checkGiven(input.consent);
      return agreements.create(caller, input);
    },
    async updateAgreement(caller, input) {
      const before = await agreements.get(caller.workspace, input.id);
      await checkFields(caller.workspace, before.kind, input.fields ?? []);
      if (input.consent) checkGiven(input.consent);
      const after = await agreements.update(caller, input);
      if (after.ended)
        await queue.enqueue({
          workspace: caller.workspace,
          kind: retentionKind,
          input: { source: after.source.id },
          createdBy: caller.id,
        });
      return after;
    },
    async addList(caller, { id, upload: file }) {
      const agreement = await agreements.get(caller.workspace, id);
      if (agreement.ended) throw hasEnded(agreement);
      const upload = await uploads.get(caller.workspace, file);
      const columns = await planColumns(tools, caller, { agreement, upload });
      return lists.add(caller, id, { upload, columns });
    },
    async accept(caller, id) {
      return acceptList(tools, caller, { lists, list: await lists.get(caller.workspace, id) });
    },
    async refuse(caller, id) {
      const list = await lists.get(caller.workspace, id);
      const { upload } = await lists.decide(caller, list.id, { state: 'refused', importId: null });
      const kept = await uploads.get(caller.workspace, upload).catch(() => undefined);
      if (kept !== undefined) await rm(kept.path, { force: true });
    },
  };
}

/** Problem: `agreements.by-list`, where what this source brings comes by lists alone. */
export async function refuseAgreed(agreements: Agreements, workspace: string, source: string): Promise<void> {
  const agreement = await agreements.ofSource(workspace, source);
  if (agreement !== undefined) throw byList(source);
}

/** What becomes of each column of a list: fields that were agreed, what proves consent, and all else is left out. */
async function planColumns(
  { house, mappings }: SourceTools,
  { workspace }: Caller,
  { agreement, upload }: { readonly agreement: Agreement; readonly upload: Upload },
): Promise<ListColumn[]> {
  const { kind, consent, source } = agreement;
  const shape = await inspectFile(upload.path, {}, upload.name);
  const customFields = await listOwnFields(house, workspace);
  const wish = { workspace, source: source.name, kind, named: undefined, customFields };
  const { columns } = await mappings.match(shape, wish);
  const missing = [consent?.evidenceColumn ?? '', consent?.timeColumn ?? ''].filter(
    (header) => header !== '' && !shape.headers.includes(header),
  );
  if (missing.length > 0) throw noColumns(upload.name, missing);
  const useOf = (header: string): ListColumn['use'] => {
    if (header === consent?.evidenceColumn) return 'evidence';
    return header === consent?.timeColumn ? 'time' : 'left-out';
  };
  return shape.headers.map((header, place) => {
    const field = columns.find(({ column }) => column === place)?.field ?? null;
    return field !== null && agreement.fields.includes(field)
      ? { header, field, use: 'field' }
      : { header, field: null, use: useOf(header) };
  });
}

/** Imports a list as it was agreed today: columns that are not agreed any longer stay out. */
async function acceptList(
  tools: SourceTools,
  caller: Caller,
  { lists, list }: { readonly lists: PartnerLists; readonly list: Awaited<ReturnType<PartnerLists['get']>> },
): Promise<{ import: string; job: string }> {
  const { house, agreements, uploads, imports } = tools;
  const agreement = await agreements.get(caller.workspace, list.agreement);
  if (agreement.ended) throw hasEnded(agreement);
  const upload = await uploads.get(caller.workspace, list.upload);
  const columns = await planColumns(tools, caller, { agreement, upload });
  const importId = createId('imp', house.clock());
  const settings = {
    kind: agreement.kind,
    mapping: Object.fromEntries(columns.map(({ header, field }) => [header, field ?? ''])),
    shape: {},
    observedAt: list.given_at.toISOString(),
  };
  await lists.decide(caller, list.id, { state: 'accepted', importId });
  await imports.create({
    id: importId,
    workspace: caller.workspace,
    source: agreement.source.name,
    kind: agreement.kind,
    dryRun: false,
    files: [{ upload: upload.id, name: upload.name }],
    settings,
    mends: null,
    createdBy: caller.id,
  });
  const kept = columns.filter(({ use }) => use !== 'left-out').map(({ header }) => header);
  return queueImport(tools, caller, {
    id: importId,
    source: agreement.source.name,
    settings,
    columns: null,
    agreed: { kept, consent: agreement.consent },
  });
}

function unknownFields(keys: readonly string[]): Problem {
  return new Problem(
    'agreements.fields',
    {
      en: 'There are no fields {keys}. Take keys from the list of fields of this kind.',
      zh: '没有这些字段：{keys}。请使用该类型字段列表中的键。',
    },
    { keys: keys.join(', ') },
  );
}

function noColumns(file: string, headers: readonly string[]): Problem {
  return new Problem(
    'agreements.columns',
    {
      en: 'The file "{file}" lacks the columns that prove consent: {headers}. Ask the partner for them, or change the agreement.',
      zh: '文件“{file}”缺少证明同意的列：{headers}。请向合作方索取，或修改协议。',
    },
    { file, headers: headers.join(', ') },
  );
}

function hasEnded({ partner, until }: Agreement): Problem {
  return new Problem(
    'agreements.ended',
    {
      en: 'The agreement with {partner} ended on {until}. Prolong it first, where that was agreed.',
      zh: '与 {partner} 的协议已于 {until} 到期。如已续约，请先延长期限。',
    },
    { partner, until },
  );
}

function byList(source: string): Problem {
  return new Problem(
    'agreements.by-list',
    {
      en: 'The source "{source}" is held to an agreement. Hand the file in as a list of that agreement.',
      zh: '来源“{source}”受协议约束。请在该协议下以名单形式提交文件。',
    },
    { source },
  );
}
