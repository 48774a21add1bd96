/** Events that most shops and sites send; any other name can be typed. */
export const usualEvents = [
  'Order Completed',
  'Order Refunded',
  'Order Cancelled',
  'Product Viewed',
  'Product Added',
  'Product List Viewed',
  'Products Searched',
  'Checkout Started',
  'Page Viewed',
  'Signed Up',
];
