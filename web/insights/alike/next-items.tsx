import { getNextProducts } from '../../../src/insights/contract.ts';
import { useEndpoint } from '../../ui/api/use-endpoint.ts';
import { AnswerView } from '../../ui/feedback/answer-view.tsx';
import { useMessages } from '../../ui/i18n/language.ts';
import { useFormat } from '../../ui/i18n/use-format.ts';
import classes from './alike.module.css';
import { messages } from './messages.ts';

const most = 5;

interface Item {
  readonly name: string;
  /** The share of baskets with the like of it; null where it is popular with all. */
  readonly confidence: number | null;
}

function Items({ title, items }: { title: string; items: readonly Item[] }) {
  const say = useMessages(messages);
  const format = useFormat();
  if (items.length === 0) return null;
  return (
    <>
      <h4>{title}</h4>
      <ul className={classes['list']} aria-label={title}>
        {items.map(({ name, confidence }) => (
          <li key={name}>
            <bdi>{name}</bdi>{' '}
            <span className={classes['note']}>
              {confidence === null ? say.popular : say.together(format.percent(confidence))}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a customer is likely to buy next, and why; nothing where nobody has bought anything. */
export function NextItems({ profile }: { profile: string }) {
  const say = useMessages(messages);
  const answer = useEndpoint(getNextProducts, { profile, limit: most });
  return (
    <AnswerView answer={answer}>
      {({ products, categories }) =>
        products.length + categories.length > 0 && (
          <section className={classes['part']} aria-label={say.next}>
            <h3>{say.next}</h3>
            <Items
              title={say.products}
              items={products.map(({ product, confidence }) => ({ name: product, confidence }))}
            />
            <Items
              title={say.categories}
              items={categories.map(({ category, confidence }) => ({ name: category, confidence }))}
            />
          </section>
        )
      }
    </AnswerView>
  );
}
