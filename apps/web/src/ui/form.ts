import { reactive, watch } from 'vue';

type Rules<V> = { [K in keyof V]?: (value: V[K], all: V) => string | null };

/**
 * Checks a field when it is left and all fields before sending; a fault goes away as soon as the value is right.
 * `faults` holds one text per field, beside which it is shown.
 */
export function useForm<V extends object>(values: V, rules: Rules<V>) {
  const names = Object.keys(rules) as (keyof V)[];
  const faults = reactive({}) as Record<keyof V, string | undefined>;
  const judge = (name: keyof V): void => {
    faults[name] = rules[name]?.(values[name], values) ?? undefined;
  };
  watch(
    () => ({ ...values }),
    () => {
      for (const name of names) if (faults[name] !== undefined) judge(name);
    },
  );
  return {
    faults,
    /** Call on blur; a field never typed in is not yet wrong. */
    leave(name: keyof V): void {
      if (values[name] !== '') judge(name);
    },
    check(): boolean {
      names.forEach(judge);
      return names.every((name) => faults[name] === undefined);
    },
  };
}
