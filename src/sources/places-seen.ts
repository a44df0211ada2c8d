/**
 * Where keys came first: 12 bytes a slot and at most half of the slots taken, so that a million keys need 25 MB (a half
 * more for a moment, when the table doubles).
 */

/** Where a key came before in the same year, such as `Line 7 of a.csv`; undefined the first time. */
export type SeeKey = (key: number, year: number, line: number) => string | undefined;

export interface PlacesSeen {
  /** What looks at the keys of a file, which are whole numbers other than 0. */
  readonly of: (file: string) => SeeKey;
}

export function createPlacesSeen(): PlacesSeen {
  const years = new Map<number, FirstPlaces>();
  const files: { readonly name: string; readonly offset: number }[] = [];
  let last = 0;
  const placesOf = (year: number): FirstPlaces => {
    const known = years.get(year) ?? createFirstPlaces();
    years.set(year, known);
    return known;
  };
  return {
    of: (name) => {
      // Lines of all files are counted through, so that a place is one number.
      const offset = last;
      files.push({ name, offset });
      return (key, year, line) => {
        last = offset + line;
        const place = placesOf(year).see(key, last);
        if (place === undefined) return undefined;
        const file = files.findLast((one) => one.offset < place);
        return file === undefined || file.offset === offset
          ? `Line ${place - offset}`
          : `Line ${place - file.offset} of ${file.name}`;
      };
    },
  };
}

interface FirstPlaces {
  /** Place at which a key came first; undefined where that is now. */
  readonly see: (key: number, place: number) => number | undefined;
}

const FIRST_BITS = 10;

/** A hash table with linear probing. */
function createFirstPlaces(): FirstPlaces {
  let bits = FIRST_BITS;
  let keys = new Float64Array(1 << bits);
  let places = new Uint32Array(1 << bits);
  let taken = 0;
  const slotOf = (key: number): number => {
    const size = Math.abs(key);
    const mixed = Math.imul((size % 2 ** 32) ^ Math.floor(size / 2 ** 32), 0x9e3779b1) >>> 0;
    let slot = mixed >>> (32 - bits);
    while (keys[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) % keys.length;
    return slot;
  };
  const grow = (): void => {
    const [formerKeys, formerPlaces] = [keys, places];
    bits += 1;
    keys = new Float64Array(1 << bits);
    places = new Uint32Array(1 << bits);
    formerKeys.forEach((key, i) => {
      if (key === 0) return;
      const slot = slotOf(key);
      keys[slot] = key;
      places[slot] = formerPlaces[i] ?? 0;
    });
  };
  return {
    see: (key, place) => {
      const slot = slotOf(key);
      if (keys[slot] === key) return places[slot];
      keys[slot] = key;
      places[slot] = place;
      taken += 1;
      if (taken * 2 > keys.length) grow();
      return undefined;
    },
  };
}
