export { organizationHeaders, writeOrganizations, writeScenario } from './demo.ts';
export type {
  OrganizationOptions,
  ScenarioOptions,
  WrittenFile,
  WrittenOrganizations,
  WrittenScenario,
} from './demo.ts';
export { spoilNames } from './dirt.ts';
export type { SpoilName } from './dirt.ts';
export { scenarioNames, scenarios } from './scenarios.data.ts';
export type { Scenario, ScenarioName, ScenarioSource } from './scenarios.data.ts';
