/** A private-use character no text of ours begins with, sorting after all other text: dates come after strings, as in MongoDB. */
const tag = '\u{10FFFD}';
const tagUnit = tag.charCodeAt(0);

/** Fixed width, so that tagged dates sort as dates. Throws RangeError outside the years 0 to 9999. */
function dateText(date: Date): string {
  const iso = date.toISOString();
  if (iso.length !== 24) throw new RangeError(`date ${iso} is outside the years 0 to 9999`);
  return `${tag}d${iso}`;
}

/** The scalar as JSON and SQL hold it. A text that begins with the tag is escaped. */
export function tagScalar(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(tag) ? `${tag}s${value}` : value;
  if (value instanceof Date) return dateText(value);
  if (value instanceof Uint8Array) return `${tag}b${Buffer.from(value).toString('base64')}`;
  return value;
}

function untagText(text: string): unknown {
  const body = text.slice(tag.length + 1);
  const kind = text[tag.length];
  return kind === 'd' ? new Date(body) : kind === 'b' ? new Uint8Array(Buffer.from(body, 'base64')) : body;
}

const tagAll = (value: unknown): unknown => {
  if (value === null || typeof value !== 'object') return tagScalar(value);
  if (value instanceof Date || value instanceof Uint8Array) return tagScalar(value);
  if (Array.isArray(value)) return value.map(tagAll);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, tagAll(field)]));
};

function untagAll(value: unknown): unknown {
  if (typeof value === 'string') return value.charCodeAt(0) === tagUnit ? untagText(value) : value;
  if (value === null || typeof value !== 'object') return value;
  const fields = value as Record<string, unknown>;
  for (const key in fields) fields[key] = untagAll(fields[key]);
  return fields;
}

/** JSON text that keeps dates and bytes; fields that are `undefined` are dropped. */
export const stringifyTagged = (value: unknown): string => JSON.stringify(tagAll(value));

export function parseTagged(text: string): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes(tag) ? untagAll(value) : value;
}
