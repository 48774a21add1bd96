export { createCustomer } from './customer.ts';
export { openCustomerDoor } from './door.ts';
export { createLinks } from './link.ts';
export { createRevocations } from './revoked.ts';
export { selfServiceRoutes } from './routes.ts';
