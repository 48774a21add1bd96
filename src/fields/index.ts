export type {
  Choice,
  Domain,
  Field,
  FieldType,
  IdentifierStrength,
  Kind,
  Sensitivity,
  Survivorship,
} from './types.ts';
export { domains, fieldTypes, kinds, sensitivities, survivorships } from './types.ts';
export type { CustomFieldInput } from './catalogue.ts';
export {
  catalogue,
  createCustomField,
  customField,
  fieldByKey,
  fieldJson,
  isReservedKey,
  toFieldJson,
} from './catalogue.ts';
export type { StoredColumn } from './columns.ts';
export { catalogueColumns, hasValue, isList, storedColumns } from './columns.ts';
export { foldText } from './fold.ts';
export { groupBy } from './group.ts';
export type { ColumnMatch, HeaderMatch, MatchOptions } from './header.ts';
export { matchHeaders, scoreHeaderRow } from './header.ts';
export { industryNames, industryTree } from './industry.ts';
export type { PlaceName, RegionNames } from './region.ts';
export type { Presented } from './present.ts';
export { presentField, valueKey } from './present.ts';
export { regionNames, regionTree } from './region.ts';
export type { NumberRange, Tree, TreeNode } from './tree.ts';
export {
  ancestors,
  childrenOf,
  findNode,
  getNode,
  labelOf,
  nodeOfStorage,
  rangeUnder,
  storageCode,
} from './tree.ts';
