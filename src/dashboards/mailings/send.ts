import type { Caller, Letter } from '../../access/index.ts';
import { kinds, type Kind } from '../../fields/index.ts';
import { listFindings } from '../../insights/index.ts';
import { isProblem, type Problem } from '../../lib/problem.ts';
import type { Dashboards } from '../dashboards.ts';
import type { Ask } from '../report/making.ts';
import { makeReport } from '../report/report.ts';
import { createSpeech } from '../report/words.ts';
import type { Dashboard } from '../contract.ts';
import { dashboardLetter, digestLetter } from './letters.ts';
import { mailProblems } from './problems.ts';
import type { MailingRow } from './tables.ts';

/** A workspace as letters name it, and where its pages are. */
export interface MailPlace {
  readonly name: string;
  readonly slug: string;
  readonly timeZone: string;
}

/** A member as mail reaches them. */
export type MailMember = Pick<Caller, 'id' | 'name' | 'role'> & { readonly email: string };

/** What mailings are made and sent with. */
export interface SendParts {
  readonly clock: () => Date;
  readonly baseUrl: string;
  readonly dashboards: Pick<Dashboards, 'get'>;
  readonly mailer: { readonly isSet: boolean; send(to: string, letter: Letter): Promise<boolean> };
  readonly member: (workspace: string, id: string) => Promise<MailMember | undefined>;
  readonly place: (workspace: string) => Promise<MailPlace>;
  /** Asks endpoints as somebody, who sees what their role may see. */
  readonly askAs: (caller: Caller) => Ask;
}

const weekMs = 7 * 86_400_000;

/** A member as the caller of endpoints. */
export function asCaller({ id, name, role }: MailMember, workspace: string): Caller {
  return { kind: 'user', id, name, role, workspace, ip: '' };
}

interface Sheet {
  readonly caller: Caller;
  readonly dashboard: Dashboard;
  readonly language: 'en' | 'zh';
}

/** Makes sheets and letters, as their readers may see them. */
export function createSending(parts: SendParts) {
  const { clock, baseUrl, dashboards, mailer } = parts;
  const pageOf = ({ slug }: MailPlace, path: string) => new URL(`/w/${slug}${path}`, baseUrl).href;
  const sheet = async ({ caller, dashboard, language }: Sheet): Promise<Buffer> => {
    const place = await parts.place(caller.workspace);
    return makeReport({
      name: dashboard.name,
      workspace: place.name,
      cards: dashboard.cards,
      now: clock(),
      url: pageOf(place, `/dashboards/${dashboard.id}`),
      ask: parts.askAs(caller),
      speech: createSpeech(language, place.timeZone),
    });
  };
  const writeDashboard = async (row: MailingRow, caller: Caller, id: string): Promise<Letter> => {
    const dashboard = await dashboards.get(caller, id).catch((error: unknown) => {
      throw isProblem(error, 'dashboards.not-found') ? mailProblems.gone() : error;
    });
    const { language } = row;
    const url = pageOf(await parts.place(row.workspace), `/dashboards/${id}`);
    const file = await sheet({ caller, dashboard, language });
    return dashboardLetter(dashboard.name, file, { language, url, by: row.created_name });
  };
  const writeDigest = async (row: MailingRow, caller: Caller): Promise<Letter> => {
    const [place, ask] = [await parts.place(row.workspace), parts.askAs(caller)];
    const found = await Promise.all(
      kinds.map(async (kind) => (await ask(listFindings, { kind })).rows.map((one) => ({ ...one, kind }))),
    );
    const customers = (kind: Kind, rule: unknown) => {
      const search = new URLSearchParams({ kind, rule: JSON.stringify(rule) });
      return pageOf(place, `/explore?${search.toString()}`);
    };
    return digestLetter({
      language: row.language,
      url: pageOf(place, '/findings'),
      by: row.created_name,
      workspace: place.name,
      rows: found.flat(),
      since: new Date(clock().getTime() - weekMs).toISOString(),
      customers,
    });
  };
  return {
    sheet,
    /** Sends a mailing; answers to whom. Problems say why it could not be. */
    async send(row: MailingRow): Promise<string> {
      if (!mailer.isSet) throw mailProblems.notSet();
      const member = await parts.member(row.workspace, row.recipient);
      if (member === undefined) throw mailProblems.noMember();
      const caller = asCaller(member, row.workspace);
      const letter =
        row.dashboard === null
          ? await writeDigest(row, caller)
          : await writeDashboard(row, caller, row.dashboard);
      if (!(await mailer.send(member.email, letter))) throw mailProblems.refused();
      return member.email;
    },
  };
}

/** What a mailing's page says of an error. */
export function problemOf(error: unknown): Problem {
  return isProblem(error) ? error : mailProblems.broken();
}
