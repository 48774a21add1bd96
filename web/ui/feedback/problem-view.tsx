import { Button, Code } from '@mantine/core';
import { toProblem } from '../api/client.ts';
import { useLanguage, useMessages } from '../i18n/language.ts';
import { messages } from '../messages.ts';
import classes from './feedback.module.css';

/** What went wrong, in the reader's language; the code, the other language and the details are a click away. */
export function ProblemView({ error, retry }: { error: unknown; retry?: (() => unknown) | undefined }) {
  const language = useLanguage();
  const say = useMessages(messages);
  const { code, text, details } = toProblem(error);
  const known = Object.keys(details).length > 0;
  return (
    <div className={classes['problem']} role="alert">
      <p>{text[language]}</p>
      <details>
        <summary>{say.details}</summary>
        <p>
          {say.problemCode} <Code>{code}</Code>
        </p>
        <p>
          {say.otherLanguage}:{' '}
          <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{text[language === 'zh' ? 'en' : 'zh']}</span>
        </p>
        {known && <pre>{JSON.stringify(details, null, 2)}</pre>}
      </details>
      {retry && (
        <Button mt="sm" size="xs" variant="default" onClick={() => void retry()}>
          {say.again}
        </Button>
      )}
    </div>
  );
}
