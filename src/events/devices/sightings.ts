import type { LoadTables } from '../intake/load-tables.ts';

/** What applications say of their device, in the words of Segment and of PostHog. */
const contextType = `Tuple(screen Tuple(width Float64, height Float64), network Tuple(wifi Bool, cellular Bool, carrier String), timezone String,
    device Tuple(manufacturer String, model String, name String), os Tuple(name String, version String), app Tuple(name String, version String))`;
const propertiesType =
  'Tuple(`$screen_width` Float64, `$screen_height` Float64, `$timezone` String, `$os` String, `$os_version` String, `$device_model` String, `$app_version` String)';

/** Both in one reading of the message. */
const saidType = `Tuple(context ${contextType}, properties ${propertiesType})`;

/** Words without which a message says nothing of a device; most say nothing, and reading one costs more than all else of it. */
const words = ['device', 'os', 'app', 'screen', 'network', 'timezone']
  .map((key) => `'"${key}"'`)
  .concat(["'\"$'"])
  .join(', ');

const said = (...texts: readonly string[]) =>
  `substring(multiIf(${texts.map((text) => `${text} != '', ${text}`).join(', ')}, ''), 1, 100)`;
const pair = (a: string, b: string) => `trimBoth(concat(${a}, ' ', ${b}))`;
const size = (width: string, height: string) =>
  `if(${width} >= 1 AND ${height} >= 1 AND ${width} < 100000 AND ${height} < 100000, concat(toString(toUInt32(${width})), ' × ', toString(toUInt32(${height}))), '')`;
const net = "multiIf(c.network.wifi, 'wifi', c.network.cellular, 'cellular', '')";

/** Model, system, app, screen, time zone and network of a message. */
const described = [
  said(pair('c.device.manufacturer', 'c.device.model'), 'p.`$device_model`'),
  said(pair('c.os.name', 'c.os.version'), pair('p.`$os`', 'p.`$os_version`')),
  said(pair('c.app.name', 'c.app.version'), 'p.`$app_version`'),
  said(size('c.screen.width', 'c.screen.height'), size('p.`$screen_width`', 'p.`$screen_height`')),
  said('c.timezone', 'p.`$timezone`'),
  said(pair(net, 'c.network.carrier')),
];

/** With what customers came: who names no device, and says nothing of one, is a program. */
export function keepSightings({ fresh }: LoadTables): string {
  return `INSERT INTO {db}.sightings (entity, device, agent, model, system, app, screen, zone, network, locale, ip, first, last)
  SELECT entity, device_no, agent, d.1, d.2, d.3, d.4, d.5, d.6, locale, ip, first, last
  FROM (
    SELECT entity, device_no, agent, locale, ip, first, last,
      if(says, (${described.join(', ')}), (${described.map(() => "''").join(', ')})) AS d
    FROM (
      SELECT entity, device_no, agent, locale, ip, first, last, says, m.context AS c, m.properties AS p
      FROM (
        SELECT entity, device_no, agent, locale, ip, first, last, raw != '' AS says,
          if(says, JSONExtract(raw, '${saidType}'), defaultValueOfTypeName('${saidType}')) AS m
        FROM (
          SELECT entity, device_no, agent, locale, argMaxIf(f.raw, f.ts, multiSearchAny(f.raw, [${words}])) AS raw, argMax(f.ip, f.ts) AS ip, min(f.ts) AS first, max(f.ts) AS last
          FROM {db}.${fresh} AS f WHERE ${isSighting} GROUP BY entity, device_no, agent, locale
        )
      )
    )
  )`;
}

/** Which of the rows of a load are of a device. */
export const isSighting = "entity != 0 AND type != 'refused' AND device != ''";
