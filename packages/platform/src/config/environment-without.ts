/** The environment of this process for a program that it starts, without the names that are withheld. */
export const environmentWithout = (
  isWithheld: (name: string) => boolean,
): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !isWithheld(name)));
