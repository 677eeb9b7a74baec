/**
 * Numbers that look random and depend on nothing but (seed, index): any day can be drawn alone, in any order, for ever the same.
 * Mixing is the finaliser of MurmurHash3 (Appleby, public domain).
 */
const mix = (value: number): number => {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};

export interface Chance {
  /** In (0, 1). `stream` tells apart the things drawn for one index. */
  uniform(index: number, stream: number): number;
  /** Standard normal (Box–Muller). Uses streams `stream` and `stream + 1`. */
  normal(index: number, stream: number): number;
}

export function newChance(name: string): Chance {
  let seed = 0x9e3779b9;
  for (const char of name) seed = mix(seed ^ (char.codePointAt(0) as number));
  const uniform = (index: number, stream: number): number =>
    (mix(mix(seed + Math.imul(index, 0x9e3779b1)) ^ Math.imul(stream + 1, 0x85ebca77)) + 0.5) / 4294967296;
  return {
    uniform,
    normal: (index, stream) =>
      Math.sqrt(-2 * Math.log(uniform(index, stream))) * Math.cos(2 * Math.PI * uniform(index, stream + 1)),
  };
}
