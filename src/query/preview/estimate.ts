/** Customers of one block of neighbouring numbers: how many there are, and how many of them fit. */
export interface Block {
  readonly customers: number;
  readonly fit: number;
}

/** A share of all with its bounds, each from 0 to 1. */
export interface Share {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const z95 = 1.959964;

/**
 * What share of all customers fits, from some blocks of them. Neighbours are alike (they came in one file, in its order), so that a
 * block tells less than as many customers drawn one by one: how much less is seen from how far blocks differ (Kish's design effect),
 * and the bounds are Wilson's for as many customers as the sample is worth. Where nobody or everybody fits, blocks cannot differ,
 * and each counts as one customer.
 */
export function estimateShare(blocks: readonly Block[]): Share {
  const customers = blocks.reduce((sum, block) => sum + block.customers, 0);
  const fit = blocks.reduce((sum, block) => sum + block.fit, 0);
  if (customers === 0) return { share: 0, low: 0, high: 1 };
  const share = fit / customers;
  return { share, ...boundsOf(share, worthOf(blocks, share, customers)) };
}

/** How many customers, drawn one by one, would say as much as the blocks. */
function worthOf(blocks: readonly Block[], share: number, customers: number): number {
  const count = blocks.length;
  if (share === 0 || share === 1 || count < 2) return count;
  const squares = blocks.reduce((sum, block) => sum + (block.fit - share * block.customers) ** 2, 0);
  const variance = ((count / (count - 1)) * squares) / customers ** 2;
  const plain = (share * (1 - share)) / customers;
  return customers / Math.max(1, variance / plain);
}

/** Wilson's bounds at 95%. */
function boundsOf(share: number, worth: number): Omit<Share, 'share'> {
  const square = z95 ** 2 / worth;
  const middle = (share + square / 2) / (1 + square);
  const half = (z95 * Math.sqrt((share * (1 - share)) / worth + square / (4 * worth))) / (1 + square);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
