export { organizationHeaders, writeOrganizations, writeScenario } from './demo.ts';
export { cancelledPrefix, orderColumns } from './orders.ts';
export { reviewColumns } from './reviews.ts';
export { scenarios } from './scenarios.data.ts';
