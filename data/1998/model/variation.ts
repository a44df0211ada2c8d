/**
 * A factor between 1 − spread and 1 + spread that looks irregular and is always the same for the
 * same key. It keeps regions of one type from being copies of each other. The key is hashed with
 * FNV-1a, 32 bits (Fowler, Noll and Vo; IETF draft-eastlake-fnv), mixed once more with the
 * finaliser of MurmurHash3 (Appleby 2011), since FNV-1a alone varies little between keys that
 * differ in the last letters only.
 */
export function variation(key: string, spread: number): number {
  return 1 + spread * (2 * (mix(fnv1a(key)) / 0xffffffff) - 1);
}

function fnv1a(key: string): number {
  const bytes = new TextEncoder().encode(key);
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193) >>> 0, 0x811c9dc5);
}

function mix(hash: number): number {
  const first = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return (second ^ (second >>> 16)) >>> 0;
}
