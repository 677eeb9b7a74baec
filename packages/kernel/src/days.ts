/** A calendar day as `YYYY-MM-DD`. Sorts as text. */
export type IsoDay = string;
/** The same day as whole days since 1970-01-01: what typed arrays hold. */
export type EpochDay = number;

const dayMs = 86_400_000;
const isoDayPattern = /^\d{4}-\d{2}-\d{2}$/;

export const toIsoDay = (day: EpochDay): IsoDay => new Date(day * dayMs).toISOString().slice(0, 10);

/** Throws on anything that is not a real calendar day, `2023-02-30` included. */
export function toEpochDay(iso: IsoDay): EpochDay {
  const ms = isoDayPattern.test(iso) ? Date.parse(`${iso}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms) || toIsoDay(ms / dayMs) !== iso) throw new RangeError(`not a calendar day: ${iso}`);
  return ms / dayMs;
}

export const isIsoDay = (text: string): boolean => {
  try {
    toEpochDay(text);
    return true;
  } catch {
    return false;
  }
};

export const addDays = (iso: IsoDay, days: number): IsoDay => toIsoDay(toEpochDay(iso) + days);
