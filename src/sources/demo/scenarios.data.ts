import type { Kind } from '../../fields/types.ts';
import type { Bilingual } from '../../lib/problem.ts';

/** One file of a scenario, with what the source of its facts is worth. */
export interface ScenarioSource {
  readonly name: 'register' | 'directory' | 'exhibition' | 'accounts' | 'cards' | 'newsletter';
  readonly label: Bilingual;
  readonly party: 'first' | 'second' | 'third';
  readonly channel: string;
  /** 0-100. */
  readonly trust: number;
  readonly kind: Kind;
  readonly file: string;
  readonly format: 'csv' | 'tsv' | 'xlsx';
  readonly encoding: 'utf-8' | 'gb18030';
  /** Share of the scenario's rows (0-1). */
  readonly share: number;
}

export const scenarioNames = ['b2b-directory', 'retail-shop'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** A world that can be generated: whose customers, and the files in which they arrive. */
export interface Scenario {
  readonly name: ScenarioName;
  readonly label: Bilingual;
  readonly description: Bilingual;
  /** What most of its profiles are. */
  readonly kind: Kind;
  /** Rows of all files together. */
  readonly defaultRows: number;
  readonly sources: readonly ScenarioSource[];
  /** The files of what customers of the first source bought, and of what they say of it. */
  readonly shop?: { readonly orders: string; readonly reviews: string };
}

export const scenarios: readonly Scenario[] = [
  {
    name: 'b2b-directory',
    label: { en: 'A Chinese business directory', zh: '企业名录' },
    description: {
      en: 'Companies from a government register and a bought directory that disagree, and the business cards of an exhibition.',
      zh: '来自政府登记和外购名录的企业（彼此不尽一致），以及展会收集的名片。',
    },
    kind: 'organization',
    defaultRows: 100_000,
    sources: [
      {
        name: 'register', label: { en: 'Company register', zh: '工商登记' }, party: 'third', channel: 'register', trust: 90,
        kind: 'organization', file: '工商登记.csv', format: 'csv', encoding: 'utf-8', share: 0.6,
      },
      {
        name: 'directory', label: { en: 'Bought directory', zh: '外购名录' }, party: 'third', channel: 'directory', trust: 50,
        kind: 'organization', file: '企业名录.csv', format: 'csv', encoding: 'gb18030', share: 0.3,
      },
      {
        name: 'exhibition', label: { en: 'Exhibition cards', zh: '展会名片' }, party: 'first', channel: 'exhibition', trust: 70,
        kind: 'person', file: '展会名片.xlsx', format: 'xlsx', encoding: 'utf-8', share: 0.1,
      },
    ],
  },
  {
    name: 'retail-shop',
    label: { en: 'A shop and its customers', zh: '零售店铺' },
    description: {
      en: 'People known to a shop three times over: as accounts of its web shop, as holders of membership cards, and as readers of its newsletter; with what they bought in three years and what they wrote of it.',
      zh: '同一批顾客在三处留下资料：网店账号、实体店会员卡和电子报订阅；并附三年订单，以及评价与投诉。',
    },
    kind: 'person',
    defaultRows: 100_000,
    shop: { orders: '商城订单.csv', reviews: '商城评价.csv' },
    sources: [
      {
        name: 'accounts', label: { en: 'Shop accounts', zh: '商城账号' }, party: 'first', channel: 'web', trust: 80,
        kind: 'person', file: '商城账号.csv', format: 'csv', encoding: 'utf-8', share: 0.55,
      },
      {
        name: 'cards', label: { en: 'Membership cards', zh: '会员卡' }, party: 'first', channel: 'store', trust: 70,
        kind: 'person', file: '会员卡.tsv', format: 'tsv', encoding: 'gb18030', share: 0.25,
      },
      {
        name: 'newsletter', label: { en: 'Newsletter list', zh: '电子报订阅' }, party: 'first', channel: 'email', trust: 60,
        kind: 'person', file: 'newsletter.csv', format: 'csv', encoding: 'utf-8', share: 0.2,
      },
    ],
  },
];
