import { AppError } from '@sagacity/kernel';

/** Everything outside the declared filter and update subset ends here, before anything is read or written. */
export const unsupported = (what: string, where: string): AppError =>
  new AppError(
    'UNSUPPORTED_OPERATOR',
    `store: ${what} at "${where}" is outside the declared subset; see store/port.ts`,
    {
      what,
      path: where,
    },
  );

/** An update that does not fit the document or itself: MongoDB refuses it too. */
export const rejected = (why: string, where: string): AppError =>
  new AppError('VALIDATION_FAILED', `store: update of "${where}" refused: ${why}`, {
    issues: [{ path: where, message: why }],
  });
