/** What a message is of: one of Segment's kinds, or one that was refused. */
export const arrivalTypes = [
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
  'record',
  'refused',
] as const;
export type ArrivalType = (typeof arrivalTypes)[number];

/** One line of an order. */
export interface ArrivedLine {
  readonly product: string;
  readonly name: string;
  readonly brand: string;
  readonly category: string;
  /** Null where nothing is said. */
  readonly quantity: number | null;
  readonly price: number | null;
}

/** Texts of an event that have a column of their own. */
export interface ArrivedTexts {
  readonly order: string;
  readonly product: string;
  readonly category: string;
  readonly coupon: string;
  readonly session: string;
  readonly url: string;
  readonly title: string;
  readonly referrer: string;
  readonly utmSource: string;
  readonly utmMedium: string;
  readonly utmCampaign: string;
  readonly utmTerm: string;
  readonly utmContent: string;
  readonly ip: string;
  readonly agent: string;
  readonly locale: string;
  readonly text: string;
}

/** Amounts of an event that have a column of their own; null where nothing is said. */
export interface ArrivedAmounts {
  readonly amount: number | null;
  readonly quantity: number | null;
  readonly tax: number | null;
  readonly shipping: number | null;
  readonly discount: number | null;
}

/** A message as every protocol leaves it for the warehouse: typed, with its time corrected. */
export interface Arrival {
  readonly type: ArrivalType;
  /** The event's name; the code of the reason for one that was refused. */
  readonly name: string;
  /** The id of the person in the customer's applications, or '' while nobody knows it. */
  readonly user: string;
  /** The id of the browser or device. */
  readonly device: string;
  /** The id of the company in the customer's applications. */
  readonly company: string;
  readonly source: string;
  readonly message: string;
  /** Milliseconds. */
  readonly at: number;
  readonly received: number;
  readonly currency: string;
  readonly texts: ArrivedTexts;
  readonly amounts: ArrivedAmounts;
  /** The movement of an order that it tells of, or ''. */
  readonly movement: string;
  readonly lines: readonly ArrivedLine[];
  /** What has no column, as texts; of an identify or group the traits. */
  readonly properties: readonly (readonly [string, string])[];
  /** The message as it came. */
  readonly raw: string;
}

export const noTexts: ArrivedTexts = Object.freeze({
  order: '',
  product: '',
  category: '',
  coupon: '',
  session: '',
  url: '',
  title: '',
  referrer: '',
  utmSource: '',
  utmMedium: '',
  utmCampaign: '',
  utmTerm: '',
  utmContent: '',
  ip: '',
  agent: '',
  locale: '',
  text: '',
});

export const noAmounts: ArrivedAmounts = Object.freeze({
  amount: null,
  quantity: null,
  tax: null,
  shipping: null,
  discount: null,
});
