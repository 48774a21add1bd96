import type { Letter } from '../../access/index.ts';
import type { Kind } from '../../fields/index.ts';
import type { Finding } from '../../insights/index.ts';
import { escapeMarkup } from '../../lib/form-markup.ts';
import type { Language } from '../../lib/problem.ts';

const words = {
  en: {
    dashboard: (name: string) => `${name} as PDF`,
    attached: (name: string) =>
      `The dashboard “${name}” is attached as PDF. In Clientele its numbers lead to their customers:`,
    open: 'Open the dashboard',
    digest: (workspace: string) => `Findings in ${workspace}`,
    found: 'What was found without anybody asking. Each leads to its customers.',
    none: 'Nothing stands out: no part of your customers changed otherwise than the rest by more than chance.',
    fresh: 'New this week',
    earlier: 'Found before',
    all: 'All findings',
    why: (name: string) => `${name} has set this up for you; you can end it there.`,
  },
  zh: {
    dashboard: (name: string) => `${name}（PDF）`,
    attached: (name: string) => `附件为看板“${name}”的 PDF。在 Clientele 中，每个数字都可查看对应的客户：`,
    open: '打开看板',
    digest: (workspace: string) => `${workspace} 的自动发现`,
    found: '无需提问的自动发现，每一条都可查看对应的客户。',
    none: '没有异常：没有哪部分客户的变化显著不同于其他客户。',
    fresh: '本周新发现',
    earlier: '此前发现',
    all: '全部发现',
    why: (name: string) => `本邮件由 ${name} 设置，您可在该页面停止接收。`,
  },
} as const;

function wrap(language: Language, body: string): string {
  return `<!doctype html><html lang="${language === 'zh' ? 'zh-CN' : 'en'}"><body style="font: 16px/1.6 sans-serif; max-width: 40em">${body}</body></html>`;
}

const link = (url: string, text: string) => `<a href="${escapeMarkup(url)}">${escapeMarkup(text)}</a>`;
const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ');

interface Common {
  readonly language: Language;
  readonly url: string;
  /** Who set it up. */
  readonly by: string;
}

/** The mail that brings a dashboard. */
export function dashboardLetter(name: string, file: Buffer, { language, url, by }: Common): Letter {
  const say = words[language];
  const plain = oneLine(name);
  return {
    subject: say.dashboard(plain),
    text: `${say.attached(plain)}\n\n${url}\n\n${say.why(by)}\n`,
    html: wrap(
      language,
      `<p>${escapeMarkup(say.attached(plain))}</p><p>${link(url, say.open)}</p><p>${escapeMarkup(say.why(by))}</p>`,
    ),
    attachments: [
      {
        filename: `${plain.replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, ' ')}.pdf`,
        content: file,
        contentType: 'application/pdf',
      },
    ],
  };
}

/** Findings of both kinds of customers. */
export interface Digest extends Common {
  readonly workspace: string;
  readonly rows: readonly (Finding & { readonly kind: Kind })[];
  /** What was first found later is new. */
  readonly since: string;
  /** Where the customers of a rule are listed. */
  readonly customers: (kind: Kind, rule: unknown) => string;
}

const mostShown = 20;

/** The mail that tells what nobody asked: what is new first, each a click from its customers. */
export function digestLetter({ language, url, by, workspace, rows, since, customers }: Digest): Letter {
  const say = words[language];
  const shown = [
    [say.fresh, rows.filter((row) => row.since > since)],
    [say.earlier, rows.filter((row) => row.since <= since)],
  ] as const;
  const parts = shown.flatMap(([title, found]) =>
    found.length === 0 ? [] : [{ title, found: found.slice(0, mostShown) }],
  );
  const lead = rows.length === 0 ? say.none : say.found;
  const lines = parts.flatMap(({ title, found }) => [
    title,
    ...found.map(
      (row) => `- ${row.title[language]}\n  ${row.detail[language]}\n  ${customers(row.kind, row.rule)}`,
    ),
  ]);
  const lists = parts.map(
    ({ title, found }) =>
      `<h2 style="font-size: 16px">${title}</h2><ul>${found
        .map(
          (row) =>
            `<li>${link(customers(row.kind, row.rule), row.title[language])}<br><small>${escapeMarkup(row.detail[language])}</small></li>`,
        )
        .join('')}</ul>`,
  );
  return {
    subject: say.digest(oneLine(workspace)),
    text: [lead, ...lines, url, say.why(by)].join('\n\n'),
    html: wrap(
      language,
      `<p>${lead}</p>${lists.join('')}<p>${link(url, say.all)}</p><p>${escapeMarkup(say.why(by))}</p>`,
    ),
  };
}
