import type { ShownOpinion } from '../../../src/insights/opinions/contract.ts';
import { opinionTags, polarityLabels, topicLabels, topics } from '../../../src/lib/opinion.ts';
import { useBilingual, useMessages } from '../../ui/i18n/language.ts';
import { messages } from './messages.ts';
import classes from './opinions.module.css';

type Evidence = ShownOpinion['evidence'][number];

interface Piece {
  readonly at: number;
  readonly text: string;
  /** What marks it; undefined: nothing does. */
  readonly mark: Evidence | undefined;
}

/** Praise and blame stand before topics where both mark the same words. */
const order = { praise: 0, blame: 0, tag: 1, topic: 2 } as const;

/** A text cut at the words that show what it says; what overlaps an earlier one is left out. */
function cutText(text: string, evidence: readonly Evidence[]): Piece[] {
  const marks = evidence.toSorted(
    (left, right) => left.at - right.at || order[left.role] - order[right.role],
  );
  const pieces: Piece[] = [];
  let end = 0;
  for (const mark of marks) {
    const to = mark.at + mark.length;
    if (mark.at < end || to > text.length) continue;
    if (mark.at > end) pieces.push({ at: end, text: text.slice(end, mark.at), mark: undefined });
    pieces.push({ at: mark.at, text: text.slice(mark.at, to), mark });
    end = to;
  }
  if (end < text.length) pieces.push({ at: end, text: text.slice(end), mark: undefined });
  return pieces;
}

/** A text with the words in it that show how it was read. */
export function MarkedText({ text, evidence }: { text: string; evidence: readonly Evidence[] }) {
  const say = useMessages(messages);
  const write = useBilingual();
  const title = ({ role, key }: Evidence) => {
    const topic = topics.find((one) => one === key);
    const label = topic === undefined ? opinionTags[key] : topicLabels[topic];
    return label === undefined ? say.roles[role] : `${say.roles[role]}: ${write(label)}`;
  };
  return (
    <bdi className={classes['text']}>
      {cutText(text, evidence).map(({ at, text: part, mark }) =>
        mark === undefined ? (
          part
        ) : (
          <mark key={at} data-role={mark.role} title={title(mark)}>
            {part}
          </mark>
        ),
      )}
    </bdi>
  );
}

/** How a text speaks, of what, and what it tells: small words below it. */
export function Said({
  opinion,
}: {
  opinion: Pick<ShownOpinion, 'polarity' | 'topics' | 'tags' | 'corrected'>;
}) {
  const say = useMessages(messages);
  const text = useBilingual();
  const { polarity, topics: about, tags, corrected } = opinion;
  return (
    <div className={classes['said']}>
      <span className={classes['badge']} data-polarity={polarity}>
        {text(polarityLabels[polarity])}
      </span>
      {about.map((one) => (
        <span
          key={one.topic}
          className={classes['badge']}
          data-polarity={one.polarity}
          title={text(polarityLabels[one.polarity])}
        >
          {text(topicLabels[one.topic])}: {text(polarityLabels[one.polarity])}
        </span>
      ))}
      {tags.map((tag) => (
        <span key={tag} className={classes['badge']}>
          {text(opinionTags[tag] ?? { en: tag, zh: tag })}
        </span>
      ))}
      {corrected && <span className={classes['badge']}>{say.corrected(corrected.name)}</span>}
    </div>
  );
}
