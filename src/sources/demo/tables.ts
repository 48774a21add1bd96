import { rangeOf, scramble } from './dice.ts';
import type { Column } from './notation.ts';
import { organizationColumns } from './organization-cells.ts';
import { createOrganizations, varyOrganization, type Organization } from './organization.ts';
import { createNumbers } from './people.ts';
import { personColumns, visitorColumns } from './person-cells.ts';
import {
  createPeople,
  createVisitors,
  varyPerson,
  varyVisitor,
  type Person,
  type Visitor,
} from './person.ts';
import { countDistinct, createRows, type RowOptions, type Rows, type Table } from './rows.ts';

/** The headers of a file and its rows, ready to be written. */
export interface Contents {
  readonly headers: readonly string[];
  readonly rows: Rows;
}

/** What makes one file's contents: its own options, and those of the file that it overlaps with. */
type ContentsOf = (options: RowOptions, first: RowOptions) => Contents;

type Cell<Facts> = Omit<Column<Facts>, 'header'>;

function columnsOf<Facts>(cells: Readonly<Record<string, Cell<Facts>>>): Column<Facts>[] {
  return Object.entries(cells).map(([header, cell]) => ({ ...cell, header }));
}

function contentsOf<Facts>(table: Table<Facts>, options: RowOptions): Contents {
  return { headers: table.columns.map((column) => column.header), rows: createRows(table, options) };
}

/**
 * Which subject the nth row of a later file is about: `share` of each hundred come from the `known` subjects of the first file,
 * each at most once and in no order; the others are new.
 */
function overlapWith(known: number, share: number, seed: number): (number: number) => number {
  const range = rangeOf(known, seed);
  const perHundred = Math.round(share * 100);
  return (number) => {
    const place = number % 100;
    const nth = Math.floor(number / 100) * perHundred + place;
    return place < perHundred && nth < known ? scramble(nth, range) : known + number;
  };
}

/** What a file shows: its columns, which subject stands in its nth row, and its own stream of throws. */
interface View<Facts> {
  readonly cells: Readonly<Record<string, Cell<Facts>>>;
  readonly indexOf: (number: number) => number;
  readonly stream: number;
}

function directory(options: RowOptions, { cells, indexOf, stream }: View<Organization>): Contents {
  const numbers = createNumbers(options.seed);
  const organizationAt = createOrganizations(options.seed, numbers);
  const table: Table<Organization> = {
    columns: columnsOf(cells),
    stream,
    factsAt: (number) => organizationAt(indexOf(number)),
    vary: varyOrganization(numbers),
  };
  return contentsOf(table, options);
}

const itself = (number: number): number => number;

function customers(options: RowOptions, { cells, indexOf, stream }: View<Person>): Contents {
  const personAt = createPeople(options.seed, createNumbers(options.seed), options.later);
  const table: Table<Person> = {
    columns: columnsOf(cells),
    stream,
    factsAt: (number) => personAt(indexOf(number)),
    vary: varyPerson,
  };
  return contentsOf(table, options);
}

/** How many subjects a scenario's first file has. */
export const known = (first: RowOptions): number => countDistinct(first.rows, first.duplicates);

/** The twelve columns of the bench's file by header. */
export function benchCells(seed: number): Readonly<Record<string, Cell<Organization>>> {
  const cells = organizationColumns(createNumbers(seed));
  return {
    企业名称: cells.name,
    统一社会信用代码: cells.code,
    法定代表人: cells.representative,
    联系电话: cells.phone,
    邮箱: cells.email,
    注册资本: cells.capital,
    成立日期: cells.founded,
    所属行业: cells.industry,
    注册地址: cells.address,
    人员规模: cells.staff,
    网址: cells.website,
    经营范围: cells.scope,
  };
}

/** Organisations in the given columns, one file. */
export function listOrganizations(
  options: RowOptions,
  cells: Readonly<Record<string, Cell<Organization>>>,
): Contents {
  return directory(options, { cells, indexOf: itself, stream: 0x1000 });
}

const register: ContentsOf = (options) => {
  const cells = organizationColumns(createNumbers(options.seed));
  const columns = {
    统一社会信用代码: cells.code,
    企业名称: cells.name,
    企业类型: cells.type,
    法定代表人: cells.representative,
    登记状态: cells.state,
    成立日期: { ...cells.founded, gap: 0.01 },
    注册资本: cells.capital,
    登记机关: cells.registrar,
    行业: cells.industry,
    住所: cells.address,
    参保人数: cells.insured,
    曾用名: cells.former,
    联系电话: { ...cells.landline, gap: 0.5 },
    经营范围: cells.scope,
  };
  return directory(options, { cells: columns, indexOf: itself, stream: 0x2000 });
};

const boughtDirectory: ContentsOf = (options, first) => {
  const cells = organizationColumns(createNumbers(options.seed));
  const columns = {
    公司名称: cells.name,
    联系人: { ...cells.representative, gap: 0.15 },
    手机: cells.mobile,
    固定电话: cells.landline,
    电子邮箱: { ...cells.email, gap: 0.25 },
    省份: cells.province,
    城市: cells.city,
    地址: cells.address,
    主营产品: cells.scope,
    员工人数: cells.staff,
    公司网址: { ...cells.website, gap: 0.4 },
    信用代码: { ...cells.code, gap: 0.25 },
    经纬度: cells.point,
  };
  return directory(options, {
    cells: columns,
    indexOf: overlapWith(known(first), 0.65, options.seed + 11),
    stream: 0x3000,
  });
};

const exhibition: ContentsOf = (options, first) => {
  const numbers = createNumbers(options.seed);
  const organizationAt = createOrganizations(options.seed, numbers);
  const employerOf = overlapWith(known(first), 0.8, options.seed + 12);
  const columns = {
    姓名: visitorColumns.name,
    单位: visitorColumns.company,
    部门: visitorColumns.department,
    职务: visitorColumns.title,
    手机号码: visitorColumns.mobile,
    邮箱: visitorColumns.email,
    微信号: visitorColumns.wechat,
    所在城市: visitorColumns.city,
    感兴趣的产品: visitorColumns.product,
    备注: visitorColumns.remark,
  };
  const table: Table<Visitor> = {
    columns: columnsOf(columns),
    stream: 0x4000,
    factsAt: createVisitors(options.seed, createPeople(options.seed, numbers, options.later), (number) =>
      organizationAt(employerOf(number)),
    ),
    vary: varyVisitor,
  };
  return contentsOf(table, options);
};

const accounts: ContentsOf = (options) => {
  const cells = personColumns;
  const columns = {
    用户编号: cells.account,
    手机号: cells.mobile,
    姓名: cells.name,
    邮箱: cells.email,
    性别: cells.gender,
    生日: cells.born,
    省份: cells.province,
    城市: cells.city,
    会员卡号: cells.optionalCard,
    会员等级: cells.tier,
    积分: cells.points,
    订单数: cells.orders,
    累计消费: cells.spent,
    最近下单时间: cells.ordered,
    注册时间: cells.joined,
    兴趣: cells.interests,
  };
  return customers(options, { cells: columns, indexOf: itself, stream: 0x5000 });
};

const cards: ContentsOf = (options, first) => {
  const cells = personColumns;
  const columns = {
    卡号: cells.card,
    持卡人: { ...cells.name, gap: 0.05 },
    联系手机: cells.mobile,
    性别: cells.gender,
    出生日期: { ...cells.born, gap: 0.2 },
    开卡门店: cells.branch,
    开卡日期: cells.joined,
    卡等级: cells.tier,
    可用积分: cells.points,
  };
  return customers(options, {
    cells: columns,
    indexOf: overlapWith(known(first), 0.6, options.seed + 13),
    stream: 0x6000,
  });
};

const newsletter: ContentsOf = (options, first) => {
  const cells = personColumns;
  const columns = {
    Email: cells.requiredEmail,
    'First Name': cells.firstName,
    'Last Name': cells.lastName,
    Phone: cells.internationalMobile,
    City: cells.city,
    'Subscribed At': cells.joinedInstant,
    Status: cells.status,
    Language: cells.language,
    Interests: cells.englishInterests,
  };
  return customers(options, {
    cells: columns,
    indexOf: overlapWith(known(first), 0.5, options.seed + 14),
    stream: 0x7000,
  });
};

/** What fills each source of the scenarios, by the source's name. */
export const contents = {
  register,
  directory: boughtDirectory,
  exhibition,
  accounts,
  cards,
  newsletter,
} as const;
