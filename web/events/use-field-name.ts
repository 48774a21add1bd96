import { listFields } from '../../src/records/contract.ts';
import { useEndpoint } from '../ui/api/use-endpoint.ts';
import { useBilingual } from '../ui/i18n/language.ts';

/** How fields of people are called. */
export function useFieldName(): (key: string) => string {
  const text = useBilingual();
  const { data } = useEndpoint(listFields, { kind: 'person' });
  return (key) => {
    const field = data?.rows.find((one) => one.key === key);
    return field === undefined ? key : text(field.label);
  };
}
