import { open, type CityResponse, type Reader } from 'maxmind';

import { Problem, type Bilingual } from '../../lib/problem.ts';

/** Where addresses of the network are, coarsely. */
export interface Places {
  /** Country, region and city of an address, the widest first; null where it is not known. */
  find(ip: string): Bilingual | null;
}

const nowhere: Places = { find: () => null };

/** Opens a database of places in the format of MaxMind (.mmdb); without a path nothing is known. Problem: `config.places`. */
export async function openPlaces(path: string | undefined): Promise<Places> {
  if (path === undefined) return nowhere;
  const reader = await open<CityResponse>(path).catch((error: unknown) => {
    throw new Problem(
      'config.places',
      {
        en: 'The database of places at {path} cannot be read ({reason}). Set CLIENTELE_PLACES to an .mmdb file, or unset it.',
        zh: '无法读取位于 {path} 的地理位置库（{reason}）。请将 CLIENTELE_PLACES 设为 .mmdb 文件，或取消设置。',
      },
      { path, reason: error instanceof Error ? error.message.slice(0, 200) : '' },
    );
  });
  return { find: (ip) => findPlace(reader, ip) };
}

function findPlace(reader: Reader<CityResponse>, ip: string): Bilingual | null {
  const found = readAddress(reader, ip);
  if (found === null) return null;
  const parts = [found.country, found.subdivisions?.[0], found.city].map((part) => part?.names);
  const words = (names: (typeof parts)[number], language: 'en' | 'zh-CN') =>
    names === undefined ? '' : (names[language] ?? names.en);
  const en = parts.map((names) => words(names, 'en')).filter((text) => text !== '');
  const zh = parts.map((names) => words(names, 'zh-CN')).filter((text) => text !== '');
  return en.length === 0 ? null : { en: [...new Set(en)].join(', '), zh: [...new Set(zh)].join(' ') };
}

/** Whoever sends an event may say any text as its address. */
function readAddress(reader: Reader<CityResponse>, ip: string): CityResponse | null {
  try {
    return reader.get(ip);
  } catch {
    return null;
  }
}
