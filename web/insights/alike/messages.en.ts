/** What is said of what comes next for a customer, and of whoever is like it, in English. */
export const en = {
  next: 'Likely to buy next',
  products: 'Products',
  categories: 'Categories',
  together: (share: string) => `bought by ${share} of those who bought the same`,
  popular: 'popular with all',
  similar: 'Similar customers',
  byOrders: 'Who bought most alike; what few buy says more.',
  byFacts: 'Who has most facts in common; what few have says more.',
  none: 'Nothing is known of this customer to go by.',
  bought: (items: string) => `also bought ${items}`,
  alike: (share: string) => `${share} alike`,
  between: ', ',
};
