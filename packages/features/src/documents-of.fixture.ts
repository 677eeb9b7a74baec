import fc from 'fast-check';
import type { z } from 'zod';

type Def = {
  readonly type: string;
  readonly shape?: Record<string, z.ZodType>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly values?: readonly unknown[];
  readonly entries?: Record<string, unknown>;
  readonly in?: z.ZodType;
  readonly pattern?: RegExp;
  readonly checks?: readonly Check[];
};
type Limits = {
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly minLength?: number;
  readonly format?: string | null;
};
type Check = { readonly _zod: { readonly def: { readonly pattern?: RegExp; readonly minimum?: number } } };

/** Documents a schema takes, as it reads them. */
export const documentsOf = <T>(schema: z.ZodType<T>): fc.Arbitrary<T> =>
  valuesOf(schema)
    .filter((value) => schema.safeParse(value).success)
    .map((value) => schema.parse(value));

const day = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });

function valuesOf(schema: z.ZodType): fc.Arbitrary<unknown> {
  const def = schema.def as unknown as Def;
  const limits = schema as Limits; // zod publishes them on the types that have them
  const least = def.checks?.find((check) => check._zod.def.minimum !== undefined)?._zod.def.minimum ?? 0;
  switch (def.type) {
    case 'object':
      return objectsOf(def.shape ?? {});
    case 'optional':
      return fc.option(valuesOf(def.innerType as z.ZodType), { nil: undefined });
    case 'nullable':
      return fc.option(valuesOf(def.innerType as z.ZodType));
    case 'default':
    case 'prefault':
    case 'readonly':
      return valuesOf(def.innerType as z.ZodType);
    case 'pipe':
      return valuesOf(def.in as z.ZodType);
    case 'union':
      return fc.oneof(...(def.options ?? []).map(valuesOf));
    case 'array':
      return fc.array(valuesOf(def.element as z.ZodType), { minLength: least, maxLength: least + 2 });
    case 'record':
      return fc.dictionary(fc.constantFrom('a', 'b'), valuesOf(def.valueType as z.ZodType), {
        noNullPrototype: true,
      });
    case 'enum':
      return fc.constantFrom(...Object.values(def.entries ?? {}));
    case 'literal':
      return fc.constantFrom(...(def.values ?? []));
    case 'boolean':
      return fc.boolean();
    case 'date':
      return day;
    case 'number':
      return numbersOf(limits);
    case 'string':
      return stringsOf(limits, def);
    case 'null':
      return fc.constant(null);
    default:
      return fc.constantFrom('x', 1, null);
  }
}

function objectsOf(shape: Record<string, z.ZodType>): fc.Arbitrary<object> {
  const fields = Object.fromEntries(Object.entries(shape).map(([name, field]) => [name, valuesOf(field)]));
  return fc
    .record(fields, { noNullPrototype: true })
    .map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

function stringsOf({ format, minLength }: Limits, { pattern, checks = [] }: Def): fc.Arbitrary<string> {
  if (format === 'datetime') return day.map((date) => date.toISOString());
  const patterns = [pattern, ...checks.map((check) => check._zod.def.pattern)];
  if (patterns.some((each) => each?.test('2026-01-05')))
    return day.map((date) => date.toISOString().slice(0, 10));
  const wanted = patterns.find((each) => each !== undefined);
  if (wanted) return fc.stringMatching(wanted);
  return fc.string({ minLength: minLength ?? 0, maxLength: (minLength ?? 0) + 3 });
}

function numbersOf({ minValue = 0, maxValue = 1_000 }: Limits): fc.Arbitrary<number> {
  const max = Math.min(maxValue, 1_000);
  return fc.integer({ min: Math.min(Math.max(minValue, 1), max), max });
}
