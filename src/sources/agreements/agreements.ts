import { createId, type Caller } from '../../access/index.ts';
import type { Parsed } from '../../lib/endpoint.ts';
import { Problem } from '../../lib/problem.ts';
import { jsonText, type Operational } from '../../store/operational/index.ts';
import type { Sources } from '../sources.ts';
import type { Upload } from '../uploads.ts';
import type { Agreement, createAgreement, ListColumn, PartnerList, updateAgreement } from './contract.ts';
import { agreementTables, listTables, type AgreementRow, type ListRow } from './tables.ts';

/** What agreements work with. */
interface AgreementParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly sources: Sources;
}

/** Agreements with partners. */
export function openAgreements({ operational, clock, sources }: AgreementParts) {
  const today = () => clock().toISOString().slice(0, 10);
  const find = async (workspace: string, id: string): Promise<AgreementRow> => {
    const row = await operational.row(agreementTables.get, [workspace, id]);
    if (row !== undefined) return row;
    throw notThere(id);
  };
  const show = (row: AgreementRow): Agreement => showAgreement(row, today());
  return {
    today,
    async list(workspace: string): Promise<Agreement[]> {
      return (await operational.rows(agreementTables.list, [workspace])).map(show);
    },
    get: async (workspace: string, id: string) => show(await find(workspace, id)),
    /** The agreement by which a source may bring something, where it has one. */
    async ofSource(workspace: string, name: string): Promise<Agreement | undefined> {
      const row = await operational.row(agreementTables.ofSource, [workspace, name]);
      return row === undefined ? undefined : show(row);
    },
    /** Problem: `sources.conflict` where there is such a source already. */
    async create(caller: Caller, input: Parsed<typeof createAgreement>): Promise<Agreement> {
      const { workspace } = caller;
      const { source: name, partner, kind, basis, purpose, fields, until, consent } = input;
      const more = { party: 'second', channel: 'partner', trust: 40, basis, note: '' } as const;
      const id = createId('agr', clock());
      await operational.transaction(async (runner) => {
        const source = await sources.create(workspace, { name, ...more }, caller.id);
        const agreed = [jsonText(fields), until, consent === null ? null : jsonText(consent)];
        const who = [id, workspace, source.id, partner, kind];
        await runner.run(agreementTables.create, [...who, ...agreed, caller.id, clock()]);
        await runner.run(agreementTables.end, [workspace, source.id, until, purpose]);
      });
      return show(await find(workspace, id));
    },
    async update(
      { workspace }: Caller,
      { id, ...change }: Parsed<typeof updateAgreement>,
    ): Promise<Agreement> {
      const before = await find(workspace, id);
      const { fields = before.fields, until = before.until, purpose = before.purpose } = change;
      const consent = change.consent === undefined ? before.consent : change.consent;
      await operational.transaction(async (runner) => {
        const agreed = [jsonText(fields), until, consent === null ? null : jsonText(consent)];
        await runner.run(agreementTables.update, [workspace, id, ...agreed]);
        await runner.run(agreementTables.end, [workspace, before.source, until, purpose]);
      });
      return show(await find(workspace, id));
    },
  };
}

export type Agreements = ReturnType<typeof openAgreements>;

/** The lists that came under agreements. */
export function openPartnerLists({ operational, clock }: Omit<AgreementParts, 'sources'>) {
  return {
    /** The lists of an agreement, the newest first. */
    async list(workspace: string, id: string): Promise<PartnerList[]> {
      return (await operational.rows(listTables.list, [workspace, id])).map(showList);
    },
    /** A list and the file that it is. Problem: `partner-lists.not-found`. */
    async get(workspace: string, id: string): Promise<ListRow> {
      const row = await operational.row(listTables.get, [workspace, id]);
      if (row !== undefined) return row;
      throw listNotThere(id);
    },
    /** Lays a file aside as a list. Problem: `agreements.list-known`. */
    async add(
      caller: Caller,
      agreement: string,
      { upload, columns }: { readonly upload: Upload; readonly columns: readonly ListColumn[] },
    ): Promise<PartnerList> {
      if ((await operational.row(listTables.known, [caller.workspace, upload.id])) !== undefined)
        throw listKnown(upload.name);
      const id = createId('pls', clock());
      const file = [upload.id, upload.name, upload.bytes, jsonText(columns)];
      const by = [caller.id, caller.name, clock()];
      const row = await operational.row(listTables.create, [id, caller.workspace, agreement, ...file, ...by]);
      if (row === undefined) throw new Error(`list ${id} was not stored`);
      return showList(row);
    },
    /** Problem: `agreements.decided`, where somebody has decided before. */
    async decide(
      caller: Caller,
      id: string,
      { state, importId }: { readonly state: 'accepted' | 'refused'; readonly importId: string | null },
    ): Promise<ListRow> {
      const by = [caller.id, caller.name, clock()];
      const row = await operational.row(listTables.decide, [caller.workspace, id, state, importId, ...by]);
      if (row !== undefined) return row;
      throw decided();
    },
  };
}

export type PartnerLists = ReturnType<typeof openPartnerLists>;

function showAgreement(row: AgreementRow, today: string): Agreement {
  const { source, source_name: name, created_at: createdAt, ...rest } = row;
  return {
    ...rest,
    source: { id: source, name },
    ended: row.until < today,
    createdAt: createdAt.toISOString(),
  };
}

function showList(row: ListRow): PartnerList {
  const { upload: _kept, given_by_name, given_at, decided_by_name, decided_at, ...rest } = row;
  return {
    ...rest,
    givenBy: given_by_name,
    givenAt: given_at.toISOString(),
    decidedBy: decided_by_name,
    decidedAt: decided_at?.toISOString() ?? null,
  };
}

function notThere(id: string): Problem {
  return new Problem(
    'agreements.not-found',
    {
      en: 'There is no agreement "{id}" here. Look at the list of agreements.',
      zh: '此处没有协议“{id}”。请查看协议列表。',
    },
    { id },
  );
}

function listNotThere(id: string): Problem {
  return new Problem(
    'partner-lists.not-found',
    {
      en: 'There is no list "{id}" here. Look at the lists of the agreement.',
      zh: '此处没有名单“{id}”。请查看协议下的名单。',
    },
    { id },
  );
}

function listKnown(name: string): Problem {
  return new Problem(
    'agreements.list-known',
    {
      en: 'The file "{name}" is a list already. Upload it again to hand it in a second time.',
      zh: '文件“{name}”已经是一份名单。如需再次提交，请重新上传。',
    },
    { name },
  );
}

function decided(): Problem {
  return new Problem('agreements.decided', {
    en: 'Somebody has decided about this list already. Load the page anew to see how.',
    zh: '该名单已有人处理。请刷新页面查看结果。',
  });
}
