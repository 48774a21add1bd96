import type { FormDesign, FormKind, FormQuestion, QuestionType } from './form.ts';
import { formKindNames } from './form.ts';
import type { Bilingual } from './problem.ts';

const empty: Bilingual = { en: '', zh: '' };

const ask = (
  id: string,
  [type, en, zh]: readonly [QuestionType, string, string],
  more: Partial<FormQuestion> = {},
): FormQuestion => ({
  id,
  type,
  label: { en, zh },
  help: empty,
  required: false,
  options: [],
  field: null,
  ...more,
});

const name = ask('name', ['text', 'Your name', '您的姓名'], { field: 'name', required: true });
const email = ask('email', ['email', 'E-mail', '电子邮箱'], { field: 'emails', required: true });
const phone = ask('phone', ['phone', 'Mobile number', '手机号码'], { field: 'phones' });
const company = ask('company', ['text', 'Company', '公司'], { field: 'employer_name' });
const job = ask('job', ['text', 'Position', '职位'], { field: 'job_title' });

const option = (id: string, en: string, zh: string) => ({ id, label: { en, zh } });

const questions: Readonly<Record<FormKind, readonly FormQuestion[]>> = {
  registration: [name, email, phone],
  subscription: [email],
  download: [name, email, company, job],
  event: [name, email, phone, company],
  exhibition: [
    name,
    { ...phone, required: true },
    { ...email, required: false },
    company,
    ask('interest', ['multi', 'What interests you?', '您对什么感兴趣？'], {
      options: [option('product', 'Products', '产品'), option('partner', 'Partnership', '合作')],
    }),
  ],
  card: [name, company, job, { ...phone, required: true }, { ...email, required: false }],
  survey: [
    ask('recommend', ['nps', 'Would you recommend us?', '您愿意推荐我们吗？'], { required: true }),
    ask('satisfied', ['rating', 'How satisfied are you?', '您的满意程度如何？']),
    ask('why', ['long', 'What could we do better?', '我们还可以怎样改进？']),
    { ...email, required: false },
  ],
  complaint: [
    ask('what', ['long', 'What went wrong?', '遇到了什么问题？'], { required: true }),
    ask('order', ['text', 'Order number', '订单号']),
    name,
    { ...email, required: false },
    phone,
  ],
};

/** What a form of a kind looks like before anybody has changed it. */
export function formTemplate(kind: FormKind): FormDesign {
  return {
    title: formKindNames[kind],
    intro: empty,
    button: { en: 'Send', zh: '提交' },
    thanks: { en: 'Thank you. We have received your answers.', zh: '感谢您！我们已收到您的提交。' },
    about: '',
    link: '',
    questions: questions[kind],
    consents:
      kind === 'survey' || kind === 'complaint'
        ? []
        : [
            {
              id: 'news',
              channel: 'email',
              purpose: 'marketing',
              form: 'general',
              wording: {
                en: 'I agree to receive news and offers by e-mail. I can withdraw this at any time.',
                zh: '我同意通过电子邮件接收资讯与优惠信息，并可随时撤回。',
              },
              required: false,
            },
          ],
    doubleOptIn: false,
    reply: { subject: empty, text: empty },
    sites: [],
  };
}
