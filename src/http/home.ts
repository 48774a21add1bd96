import type { Language } from '../lib/problem.ts';
import { escapeHtml, pageResponse } from './page.ts';
import type { EngineState } from './types.ts';

const words = {
  en: {
    lead: 'The open customer database: every fact about every customer, in one place, with its source.',
    running: 'What is running',
    version: 'Version',
    doors: 'Where to go',
    docs: ['API documentation', 'Every endpoint, readable, to try here'],
    openapi: ['OpenAPI 3.1', 'The same for programs and generators'],
    health: ['Health', 'For probes: is everything answering?'],
    begin: 'Begin on the command line',
    embedded: 'in this process',
    server: 'server',
    silent:
      'A store does not answer at the moment. The log says why; `clientele doctor` says how to mend it.',
  },
  zh: {
    lead: '开源客户数据库：每位客户的每个事实集中一处，并注明来源。',
    running: '正在运行',
    version: '版本',
    doors: '前往',
    docs: ['接口文档', '全部接口，可阅读、可试用'],
    openapi: ['OpenAPI 3.1', '供程序与生成工具使用'],
    health: ['健康检查', '供探针使用：各部分是否正常？'],
    begin: '从命令行开始',
    embedded: '进程内',
    server: '服务器',
    silent: '有存储暂时没有响应。原因见日志；运行 clientele doctor 查看解决办法。',
  },
} as const;

const commands = {
  en: 'clientele demo\nclientele import customers.csv --source crm\nclientele query \'{"text": "software"}\'',
  zh: 'clientele demo\nclientele import 客户.csv --source crm\nclientele query \'{"text": "上海 软件"}\'',
} as const;

function link(href: string, [name, note]: readonly [string, string]): string {
  return `<li><a class="card" href="${href}"><strong>${escapeHtml(name)}</strong><span>${escapeHtml(note)}</span></a></li>`;
}

/** The first page until the web application is there: what is running, and where the documentation is. */
export function homePage(
  language: Language,
  about: { title: string; version: string },
  engines: readonly EngineState[] | undefined,
): Response {
  const say = words[language];
  const rows = (engines ?? []).map(({ name, mode, version }) => {
    const where = mode === 'embedded' ? say.embedded : mode === 'server' ? say.server : mode;
    return `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(version)} · ${escapeHtml(where)}</dd>`;
  });
  const body = `
<h1>${escapeHtml(about.title)}</h1>
<p class="lead">${say.lead}</p>
<h2>${say.running}</h2>
<div class="card"><dl><dt>${say.version}</dt><dd>${escapeHtml(about.version)}</dd>${rows.join('')}</dl></div>
${engines ? '' : `<p class="card bad" role="alert">${say.silent}</p>`}
<h2>${say.doors}</h2>
<ul>${link('/api/docs', say.docs)}${link('/api/openapi.json', say.openapi)}${link('/api/health', say.health)}</ul>
<h2>${say.begin}</h2>
<pre class="card">${escapeHtml(commands[language])}</pre>`;
  return pageResponse({ language, title: about.title, body, status: engines ? 200 : 503 });
}
