import type { LoadTables } from '../intake/load-tables.ts';

/** What applications say of their device, in the words of Segment and of PostHog. */
const contextType = `Tuple(screen Tuple(width Float64, height Float64), network Tuple(wifi Bool, cellular Bool, carrier String), timezone String,
    device Tuple(manufacturer String, model String, name String), os Tuple(name String, version String), app Tuple(name String, version String), userAgent String)`;
const propertiesType =
  'Tuple(`$screen_width` Float64, `$screen_height` Float64, `$timezone` String, `$os` String, `$os_version` String, `$device_model` String, `$app_version` String)';

const said = (...texts: readonly string[]) =>
  `substring(multiIf(${texts.map((text) => `${text} != '', ${text}`).join(', ')}, ''), 1, 100)`;
const pair = (a: string, b: string) => `trimBoth(concat(${a}, ' ', ${b}))`;
const size = (width: string, height: string) =>
  `if(${width} >= 1 AND ${height} >= 1 AND ${width} < 100000 AND ${height} < 100000, concat(toString(toUInt32(${width})), ' × ', toString(toUInt32(${height}))), '')`;
const net = "multiIf(c.network.wifi, 'wifi', c.network.cellular, 'cellular', '')";

/** With what customers came: who names no device, and says nothing of one, is a program. */
export function keepSightings({ fresh }: LoadTables): string {
  return `INSERT INTO {db}.sightings (entity, device, agent, model, system, app, screen, locale, zone, network, ip, first, last)
  SELECT entity, device_no, agent,
    ${said(pair('c.device.manufacturer', 'c.device.model'), 'p.`$device_model`')},
    ${said(pair('c.os.name', 'c.os.version'), pair('p.`$os`', 'p.`$os_version`'))},
    ${said(pair('c.app.name', 'c.app.version'), 'p.`$app_version`')},
    ${said(size('c.screen.width', 'c.screen.height'), size('p.`$screen_width`', 'p.`$screen_height`'))},
    locale,
    ${said('c.timezone', 'p.`$timezone`')},
    ${said(pair(net, 'c.network.carrier'))},
    ip, first, last
  FROM (
    SELECT entity, device_no, agent, locale, ip, first, last,
      JSONExtract(raw, 'context', '${contextType}') AS c, JSONExtract(raw, 'properties', '${propertiesType}') AS p
    FROM (
      SELECT entity, device_no, agent, locale, argMax(f.raw, f.ts) AS raw, argMax(f.ip, f.ts) AS ip, min(f.ts) AS first, max(f.ts) AS last
      FROM {db}.${fresh} AS f WHERE ${isSighting} GROUP BY entity, device_no, agent, locale
    )
  )`;
}

/** Which of the rows of a load are of a device. */
export const isSighting = "entity != 0 AND type != 'refused' AND device != ''";
