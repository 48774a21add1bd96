import type { Datum } from '../../lib/point.ts';
import { quoteText } from '../../store/warehouse/index.ts';
import { matches, type NormaliseContext, type Normalised, translateWidth } from './expression.ts';
import type { Let } from './layers.ts';

/** Words of either language for the halves of the earth and for what a number is, as letters before or behind it. */
const words: readonly (readonly [pattern: string, letter: string])[] = [
  ['北纬|north|lat(?:itude)?|纬度', 'n'],
  ['南纬|south', 's'],
  ['东经|east|lng|lon(?:g(?:itude)?)?|经度', 'e'],
  ['西经|west', 'w'],
];

/** Degrees, minutes and seconds: three groups of which the last two may be empty. */
const angle = `(-?\\d{1,3}(?:\\.\\d+)?)(?:\\s*[°º˚度]\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*['′’分]\\s*)?(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:"|″|”|''|秒))?)?`;
/** What stands for a direction before an angle or behind it: every form has five groups. */
const [lettersBefore, lettersBehind] = [`([nsew])\\s*${angle}()`, `()${angle}\\s*([nsew])?`];

/**
 * Points on earth as people and programs write them: `31.2304, 121.4737`, `121.4737 31.2304`, `31°13′49″N 121°28′25″E`,
 * `北纬31.2304 东经121.4737`, `geo:31.2304,121.4737`, `POINT(121.4737 31.2304)`, `{"lat": 31.2304, "lng": 121.4737}`;
 * halves of one in two columns come joined. Columns: key (latitude), key_longitude; degrees of WGS 84, rounded to a tenth
 * of a metre. What is no two numbers, or no place on earth, fails its check, as does 0, 0, which nobody means.
 */
export function normaliseCoordinates(key: string, context: NormaliseContext): Normalised {
  const { prefix, raw, point, datum } = context;
  const name = (part: string) => `${prefix}_${part}`;
  const [text, found, fine] = [name('text'), name('found'), name('fine')];
  const [first, second, swapped] = [name('first'), name('second'), name('swapped')];
  const [latitude, longitude] = [name('latitude'), name('longitude')];
  const axisOf = (at: number) => `concat(${found}[${at}][1], ${found}[${at}][5])`;
  const moved = toSatellites(name, datum);
  const groups = (pattern: string) => `extractAllGroupsVertical(${text}, ${quoteText(pattern)})`;
  return {
    lets: [
      [text, rewriteWords(translateWidth(raw))],
      [
        found,
        `if(${matches(text, '^[^0-9a-z-]*[nsew]\\s*-?[0-9]')}, ${groups(lettersBefore)}, ${groups(lettersBehind)})`,
      ],
      [first, degrees(found, 1)],
      [second, degrees(found, 2)],
      [
        swapped,
        // Letters decide, then what no latitude can be, then the form, then what the column says.
        `multiIf(${axisOf(1)} != '' OR ${axisOf(2)} != '', ${axisOf(1)} IN ('e', 'w') OR ${axisOf(2)} IN ('n', 's'), abs(${first}) > 90, 1, abs(${second}) > 90, 0, ${matches(text, '^p\\(|coordinates')}, 1, ${point === 'longitude_latitude' ? 1 : 0})`,
      ],
      [latitude, `if(${swapped}, ${second}, ${first})`],
      [longitude, `if(${swapped}, ${first}, ${second})`],
      [
        fine,
        `length(${found}) = 2 AND abs(${latitude}) <= 90 AND abs(${longitude}) <= 180 AND (${latitude} != 0 OR ${longitude} != 0)`,
      ],
      ...moved.lets,
      [name('north'), `if(${fine}, round(${moved.latitude}, 6), NULL)`],
      [name('east'), `if(${fine}, round(${moved.longitude}, 6), NULL)`],
    ],
    columns: [
      [key, name('north')],
      [`${key}_longitude`, name('east')],
    ],
    invalid: `${raw} != '' AND NOT ${fine}`,
  };
}

/** Small letters; words for directions as letters; of a link only its two numbers, of a form only its first letter. */
function rewriteWords(text: string): string {
  const forms: readonly (readonly [pattern: string, text: string])[] = [
    ['^geo:([^,]+,[^,;?]+).*$', '\\1'],
    ['^(?:srid=\\d+;)?point *z?\\(', 'p('],
  ];
  const small = forms.reduce(
    (inner, [pattern, form]) => `replaceRegexpOne(${inner}, ${quoteText(pattern)}, ${quoteText(form)})`,
    `replaceAll(lower(${text}), '−', '-')`,
  );
  return words.reduce(
    (inner, [pattern, sign]) =>
      `replaceRegexpAll(${inner}, ${quoteText(`(?:${pattern})["']?\\s*[:=]?\\s*`)}, '${sign}')`,
    small,
  );
}

/** Degrees, minutes and seconds of one of the two numbers, below zero in the south and west. */
function degrees(found: string, at: number): string {
  const part = (place: number) => `toFloat64OrZero(${found}[${at}][${place}])`;
  const below = `(startsWith(${found}[${at}][2], '-') OR ${found}[${at}][1] IN ('s', 'w') OR ${found}[${at}][5] IN ('s', 'w'))`;
  return `if(${below}, -1, 1) * (abs(${part(2)}) + ${part(3)} / 60 + ${part(4)} / 3600)`;
}

interface Moved {
  readonly lets: readonly Let[];
  readonly latitude: string;
  readonly longitude: string;
}

type Name = (part: string) => string;

/**
 * Coordinates of China's shifted systems as satellites tell them. The way there is public: a polynomial with waves
 * (GCJ-02), then a turn about the origin (BD-09). The way back from GCJ-02 has no formula: it is found by going there
 * from a guess and mending the guess, three times, which leaves less than a millimetre.
 */
function toSatellites(name: Name, datum: Datum): Moved {
  const [latitude, longitude] = [name('latitude'), name('longitude')];
  if (datum === 'wgs84') return { lets: [], latitude, longitude };
  const plain =
    datum === 'gcj02' ? { lets: [], latitude, longitude } : fromBaidu(name, { latitude, longitude });
  const first = mendGuess((part) => name(`a_${part}`), plain, plain);
  const second = mendGuess((part) => name(`b_${part}`), plain, first);
  const third = mendGuess((part) => name(`c_${part}`), plain, second);
  const inChina = `(${longitude} BETWEEN 72.004 AND 137.8347 AND ${latitude} BETWEEN 0.8293 AND 55.8271)`;
  return {
    lets: [...plain.lets, ...first.lets, ...second.lets, ...third.lets],
    latitude: `if(${inChina}, ${third.latitude}, ${latitude})`,
    longitude: `if(${inChina}, ${third.longitude}, ${longitude})`,
  };
}

function fromBaidu(name: Name, { latitude, longitude }: Omit<Moved, 'lets'>): Moved {
  const [x, y, far, turn] = [name('bd_x'), name('bd_y'), name('bd_far'), name('bd_turn')];
  const wave = 'pi() * 3000 / 180';
  return {
    lets: [
      [x, `${longitude} - 0.0065`],
      [y, `${latitude} - 0.006`],
      [far, `sqrt(${x} * ${x} + ${y} * ${y}) - 0.00002 * sin(${y} * ${wave})`],
      [turn, `atan2(${y}, ${x}) - 0.000003 * cos(${x} * ${wave})`],
      [name('bd_latitude'), `${far} * sin(${turn})`],
      [name('bd_longitude'), `${far} * cos(${turn})`],
    ],
    latitude: name('bd_latitude'),
    longitude: name('bd_longitude'),
  };
}

/** The ellipsoid of GCJ-02: half of its longer axis in metres, and its squared eccentricity. */
const axis = 6378245;
const eccentricity = '0.00669342162296594323';

/** The sum of waves of two lengths, as the shift is made of. */
function waves(of: string, ...parts: readonly (readonly [height: number, over: number])[]): string {
  return `(${parts.map(([height, over]) => `${height} * sin(${of} * pi() / ${over})`).join(' + ')}) * 2 / 3`;
}

/** From where a guess is shifted to, the guess is mended by how far that is from what was given. */
function mendGuess(name: Name, given: Omit<Moved, 'lets'>, guess: Omit<Moved, 'lets'>): Moved {
  const [x, y, flat] = [name('x'), name('y'), name('flat')];
  const both = `(20 * sin(6 * ${x} * pi()) + 20 * sin(2 * ${x} * pi())) * 2 / 3`;
  const north = `-100 + 2 * ${x} + 3 * ${y} + 0.2 * ${y} * ${y} + 0.1 * ${x} * ${y} + 0.2 * sqrt(abs(${x})) + ${both} + ${waves(y, [20, 1], [40, 3])} + ${waves(y, [160, 12], [320, 30])}`;
  const east = `300 + ${x} + 2 * ${y} + 0.1 * ${x} * ${x} + 0.1 * ${x} * ${y} + 0.1 * sqrt(abs(${x})) + ${both} + ${waves(x, [20, 1], [40, 3])} + ${waves(x, [150, 12], [300, 30])}`;
  const angle = `(${guess.latitude} * pi() / 180)`;
  return {
    lets: [
      [x, `${guess.longitude} - 105`],
      [y, `${guess.latitude} - 35`],
      [flat, `1 - ${eccentricity} * pow(sin(${angle}), 2)`],
      [
        name('latitude'),
        `${given.latitude} - (${north}) * 180 / pi() * ${flat} * sqrt(${flat}) / (${axis} * (1 - ${eccentricity}))`,
      ],
      [
        name('longitude'),
        `${given.longitude} - (${east}) * 180 / pi() * sqrt(${flat}) / (${axis} * cos(${angle}))`,
      ],
    ],
    latitude: name('latitude'),
    longitude: name('longitude'),
  };
}
