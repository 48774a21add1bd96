import type { Kind } from '../../fields/index.ts';
import type { Language } from '../../lib/problem.ts';
import type { Direction, RelationType } from '../../lib/relationship.ts';

type Reading = Direction | 'both';
type Texts = Readonly<Record<Language, string>>;

const owner = {
  out: { en: 'is a shareholder of {who}', zh: '持股于{who}' },
  in: { en: 'has {who} as a shareholder', zh: '股东中有{who}' },
  both: { en: 'is a shareholder of, or has as a shareholder, {who}', zh: '持股于{who}，或股东中有{who}' },
};
const child = {
  out: { en: 'belongs to {who}', zh: '隶属于{who}' },
  in: { en: 'is the parent of {who}', zh: '是{who}的上级' },
  both: { en: 'is a parent or a child of {who}', zh: '与{who}有上下级关系' },
};
const supplier = {
  out: { en: 'supplies {who}', zh: '供货给{who}' },
  in: { en: 'is supplied by {who}', zh: '由{who}供货' },
  both: { en: 'supplies or is supplied by {who}', zh: '与{who}有供货关系' },
};

const all: Readonly<Record<RelationType, Texts | Readonly<Record<Reading, Texts>>>> = {
  works_at: {
    out: { en: 'works at {who}', zh: '任职于{who}' },
    in: { en: 'employs {who}', zh: '员工中有{who}' },
    both: { en: 'works at or employs {who}', zh: '与{who}有任职关系' },
  },
  represents: {
    out: { en: 'is the legal representative of {who}', zh: '是{who}的法定代表人' },
    in: { en: 'has {who} as its legal representative', zh: '法定代表人是{who}' },
    both: { en: 'is or has as legal representative {who}', zh: '与{who}有法定代表关系' },
  },
  owns: owner,
  child_of: child,
  supplies: supplier,
  partner_of: { en: 'is a partner of {who}', zh: '与{who}是合作伙伴' },
  competes_with: { en: 'competes with {who}', zh: '与{who}是竞争对手' },
  household: { en: 'lives with {who}', zh: '与{who}同住' },
  spouse: { en: 'is married to {who}', zh: '与{who}是配偶' },
  knows: {
    out: { en: 'knows {who}', zh: '认识{who}' },
    in: { en: 'is known by {who}', zh: '{who}认识此人' },
    both: { en: 'knows or is known by {who}', zh: '与{who}相识' },
  },
  shares_phone: { en: 'shares a telephone number with {who}', zh: '与{who}电话相同' },
  shares_email_domain: { en: 'shares an e-mail domain with {who}', zh: '与{who}邮箱域名相同' },
  shares_address: { en: 'shares an address with {who}', zh: '与{who}地址相同' },
};

const someone: Readonly<Record<Kind, Texts>> = {
  organization: { en: 'a known organisation', zh: '库中的企业' },
  person: { en: 'a known person', zh: '库中的个人' },
};
const those: Readonly<Record<Kind, Texts>> = {
  organization: { en: 'an organisation for which ({rule})', zh: '符合（{rule}）的企业' },
  person: { en: 'a person for whom ({rule})', zh: '符合（{rule}）的个人' },
};

/** Who is related how, in words: `works at an organisation for which (…)`; `rule` says whom the other one fits, where not anybody does. */
export function sayRelated(
  { type, reading, kind }: { readonly type: RelationType; readonly reading: Reading; readonly kind: Kind },
  rule: string | undefined,
  language: Language,
): string {
  const who =
    rule === undefined ? someone[kind][language] : those[kind][language].replace('{rule}', () => rule);
  const texts = all[type];
  const text = 'en' in texts ? texts[language] : texts[reading][language];
  return text.replaceAll('{who}', () => who);
}
