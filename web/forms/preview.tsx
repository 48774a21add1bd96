import { SegmentedControl } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { writeForm } from '../../src/lib/form-markup.ts';
import { formStyle } from '../../src/lib/form-style.ts';
import type { FormDesign } from '../../src/lib/form.ts';
import { useLanguage, useMessages } from '../ui/i18n/language.ts';
import { Section } from '../ui/page/section.tsx';
import classes from './forms.module.css';
import { messages } from './messages.ts';

/** The form as its page shows it, drawn by the same code, apart from the styles of the application. */
export function Preview({ design }: { design: FormDesign }) {
  const say = useMessages(messages);
  const reader = useLanguage();
  const [language, setLanguage] = useState(reader);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const host = place.current;
    if (host === null) return;
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const style = new CSSStyleSheet();
    style.replaceSync(formStyle);
    root.adoptedStyleSheets = [style];
    // The texts of the design have been escaped where the markup was written.
    root.innerHTML = `<div class="page">${writeForm(design, language)}</div>`;
  }, [design, language]);
  return (
    <Section
      title={say.preview}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={say.previewLanguage}
          value={language}
          onChange={(next) => setLanguage(next === 'zh' ? 'zh' : 'en')}
          data={[
            { value: 'en', label: say.languages.en },
            { value: 'zh', label: say.languages.zh },
          ]}
        />
      }
    >
      <div className={classes['preview']} ref={place} inert data-preview />
    </Section>
  );
}
