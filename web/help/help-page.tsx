import { Link, useParams } from 'wouter';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import { Page } from '../ui/page/page.tsx';
import { GuideView } from './guide-view.tsx';
import { guideIn, guides } from './guides.ts';
import classes from './help.module.css';
import { messages } from './messages.ts';

/** The guides, one at a time, in the language of the reader. */
export function HelpPage() {
  const say = useMessages(messages);
  const language = useLanguage();
  const { guide: name } = useParams<{ guide?: string }>();
  const [first] = guides;
  const entry = guides.find((one) => one.name === name) ?? first;
  if (entry === undefined) return null;
  const guide = guideIn(entry, language);
  return (
    <Page title={guide.title}>
      <div className={classes['help']}>
        <nav aria-label={say.guides} className={classes['guides']}>
          <ul>
            {guides.map((one) => (
              <li key={one.name}>
                <Link href={`/help/${one.name}`} aria-current={one === entry ? 'page' : undefined}>
                  {guideIn(one, language).title}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <article lang={guide === entry.en ? 'en' : 'zh-CN'}>
          <GuideView guide={guide} />
        </article>
      </div>
    </Page>
  );
}
