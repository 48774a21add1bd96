/**
 * Where each province stands on a map of equal tiles: column from the west, row from the north. Every province is as easy to
 * see, to read and to click as any other, and there are no borders to draw.
 */
const places = `23:7,0 15:5,1 22:7,1 65:0,2 62:2,2 64:3,2 14:4,2 11:5,2 12:6,2 21:7,2 63:1,3 61:3,3 41:4,3 13:5,3 37:6,3
54:0,4 51:2,4 50:3,4 42:4,4 34:5,4 32:6,4 31:7,4 53:2,5 52:3,5 43:4,5 36:5,5 33:6,5 45:4,6 44:5,6 35:6,6 71:7,6
46:4,7 82:5,7 81:6,7`;

export interface Tile {
  /** The province's code, as `310000`. */
  readonly code: string;
  readonly column: number;
  readonly row: number;
}

/** The tiles of all provinces. */
export const tiles: readonly Tile[] = places.split(/\s+/).map((place) => {
  const [, code = '', column, row] = /^(\d\d):(\d),(\d)$/.exec(place) ?? [];
  return { code: `${code}0000`, column: Number(column), row: Number(row) };
});

/** How many columns and rows the map has. */
export const mapSize = { columns: 8, rows: 8 };

const endings = /(?:壮族|回族|维吾尔)?自治区$|特别行政区$|[省市]$/;

/** The everyday name of a province, which fits on a tile: 上海, 广西. */
export function shortProvince(name: string): string {
  return name.replace(endings, '');
}
