let isPrinted = false;

/** The one JSON document of a command that was asked for `--json`. */
export function printJson(document: unknown): void {
  isPrinted = true;
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}

/** Whether the document is out already: a status that is bad, say, which is a failure of the command too. */
export const isJsonPrinted = (): boolean => isPrinted;
