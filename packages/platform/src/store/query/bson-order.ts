/** MongoDB's order of types: null (and missing) < number < string < object < array < binary < boolean < date. */
export function typeRank(value: unknown): number {
  if (value === null || value === undefined) return 0;
  if (typeof value === 'number') return 1;
  if (typeof value === 'string') return 2;
  if (Array.isArray(value)) return 4;
  if (value instanceof Uint8Array) return 5;
  if (typeof value === 'boolean') return 6;
  return value instanceof Date ? 7 : 3;
}

/** Negative, zero or positive: the order in which MongoDB sorts two values. */
export function compareValues(a: unknown, b: unknown): number {
  const rank = typeRank(a);
  const otherRank = typeRank(b);
  if (rank !== otherRank) return rank - otherRank;
  switch (rank) {
    case 0:
      return 0;
    case 2:
      return compareText(a as string, b as string);
    case 3:
      return compareObjects(a as Record<string, unknown>, b as Record<string, unknown>);
    case 4:
      return compareArrays(a as unknown[], b as unknown[]);
    case 5:
      return compareBytes(a as Uint8Array, b as Uint8Array);
    default:
      return compareNumbers(Number(a), Number(b));
  }
}

export const equalValues = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0;

const compareNumbers = (a: number, b: number): number => {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(b)) - Number(Number.isNaN(a));
  return a < b ? -1 : a > b ? 1 : 0;
};

/** By code point, as UTF-8 bytes compare; JavaScript's `<` puts surrogate pairs before U+E000. */
function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    return (x >= 0xd800 && x < 0xe000) === (y >= 0xd800 && y < 0xe000) || x < 0xd800 || y < 0xd800
      ? x - y
      : y - x;
  }
  return a.length - b.length;
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  return a.length - b.length || Buffer.compare(a, b);
}

function compareArrays(a: readonly unknown[], b: readonly unknown[]): number {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const order = compareValues(a[i], b[i]);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Fields in their order: type first, then name, then value. */
function compareObjects(a: Record<string, unknown>, b: Record<string, unknown>): number {
  const fields = definedFields(a);
  const others = definedFields(b);
  for (let i = 0; i < Math.min(fields.length, others.length); i++) {
    const [name, value] = fields[i]!;
    const [otherName, otherValue] = others[i]!;
    const order =
      typeRank(value) - typeRank(otherValue) ||
      compareText(name, otherName) ||
      compareValues(value, otherValue);
    if (order !== 0) return order;
  }
  return fields.length - others.length;
}

const definedFields = (value: Record<string, unknown>) =>
  Object.entries(value).filter(([, field]) => field !== undefined);
