/**
 * The library's container registers its classes through these when it is loaded and reads nothing back, because none of them has
 * constructor parameters to inject. They are there for that moment only.
 */
const standIns = {
  getMetadata: () => undefined,
  getOwnMetadata: () => undefined,
  defineMetadata: () => undefined,
};
const missing = Object.entries(standIns).filter(([name]) => !(name in Reflect));
for (const [name, value] of missing) Reflect.set(Reflect, name, value);

export const x509 = await import('@peculiar/x509');

for (const [name] of missing) Reflect.deleteProperty(Reflect, name);
