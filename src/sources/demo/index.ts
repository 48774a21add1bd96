export { organizationHeaders, writeOrganizations, writeScenario } from './demo.ts';
export { scenarios } from './scenarios.data.ts';
