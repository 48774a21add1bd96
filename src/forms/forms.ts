import { createId, type Caller, type Seer } from '../access/index.ts';
import type { Field, Kind } from '../fields/index.ts';
import type { Output, Parsed } from '../lib/endpoint.ts';
import type { FormDesign } from '../lib/form.ts';
import { formTemplate } from '../lib/form-templates.ts';
import type { Sources } from '../sources/index.ts';
import { jsonText, type Operational } from '../store/operational/index.ts';
import type { createForm, FormView, listForms, updateForm, WholeForm } from './contract.ts';
import { checkDesign } from './design.ts';
import { formNotFound, tooManyForms } from './problems.ts';
import { findRow, getRow, insertRow, insertVersion, listRows, updateRow, type FormRow } from './tables.ts';

const mostForms = 200;

/** What the desk of forms works with. */
export interface FormParts {
  readonly operational: Operational;
  readonly clock: () => Date;
  readonly sources: Pick<Sources, 'createNumbered'>;
  /** The catalogue as somebody sees it. */
  readonly seen: (seer: Seer, kind: Kind) => Promise<readonly Field[]>;
  readonly mailer: { readonly isSet: boolean };
}

/** The forms of all workspaces, for those who design them. */
export function createForms(parts: FormParts) {
  const { operational, clock, sources, mailer } = parts;
  const find = async (caller: Seer, id: string): Promise<FormRow> => {
    const row = await operational.row(getRow, [caller.workspace, id]);
    if (row === undefined) throw formNotFound(id);
    return row;
  };
  const show = async (caller: Seer, id: string): Promise<WholeForm> => {
    const row = await find(caller, id);
    const found = await operational.row(findRow, [id, row.version]);
    if (found === undefined) throw formNotFound(id);
    return { ...view(row), design: found.design, mail: mailer.isSet };
  };
  const check = async (caller: Caller, design: FormDesign): Promise<void> =>
    checkDesign(design, { fields: await parts.seen(caller, 'person'), mail: mailer.isSet });
  return {
    find,
    async list(caller: Seer): Promise<Output<typeof listForms>> {
      return { rows: (await operational.rows(listRows, [caller.workspace])).map(view) };
    },
    get: show,
    async create(caller: Caller, { name, kind, design }: Parsed<typeof createForm>): Promise<WholeForm> {
      const content = design ?? formTemplate(kind);
      await check(caller, content);
      const { workspace } = caller;
      if ((await operational.rows(listRows, [workspace])).length >= mostForms) throw tooManyForms(mostForms);
      const source = await makeSource(sources, caller, { name, kind });
      const id = createId('frm', clock());
      await operational.transaction(async () => {
        await operational.run(insertRow, [id, workspace, source.id, name, kind, caller.id, clock()]);
        await operational.run(insertVersion, [id, 1, jsonText(content), caller.id, clock()]);
      });
      return show(caller, id);
    },
    async update(caller: Caller, { id, design, open }: Parsed<typeof updateForm>): Promise<WholeForm> {
      await find(caller, id);
      if (design !== undefined) await check(caller, design);
      await operational.transaction(async () => {
        const values = [caller.workspace, id, open ?? null, design !== undefined, clock()];
        const row = await operational.row(updateRow, values);
        if (row !== undefined && design !== undefined)
          await operational.run(insertVersion, [id, row.version, jsonText(design), caller.id, clock()]);
      });
      return show(caller, id);
    },
  };
}

export type Forms = ReturnType<typeof createForms>;

const channels = { exhibition: 'exhibition', card: 'card', survey: 'survey' } as const;

/** Each form is a source of its own, whose name says so. */
function makeSource(
  sources: FormParts['sources'],
  caller: Caller,
  { name, kind }: Pick<FormRow, 'name' | 'kind'>,
) {
  const channel = Object.entries(channels).find(([key]) => key === kind)?.[1] ?? 'form';
  const more = { party: 'first', channel, trust: 60, basis: 'consent', note: '' } as const;
  return sources.createNumbered(caller.workspace, { ...more, name }, caller.id);
}

function view(row: FormRow): FormView {
  const { id, name, kind, source_name: source, version, open, updated_at: updatedAt } = row;
  const { pending, waiting, taken, rejected } = row;
  return {
    id,
    name,
    kind,
    source,
    version,
    open,
    updatedAt,
    submissions: { pending, waiting, taken, rejected },
  };
}
