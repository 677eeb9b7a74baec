import { describe, expect, it } from 'vitest';
import { ApiError } from '../../api/api-error.ts';
import { faultsOf } from './faults-of.ts';

const fault = { file: 'bars' as const, line: 3, column: 'close', value: 'x', reason: 'is not a number' };

describe('faults of an import', () => {
  it('reads them from a rejection, with the total', () => {
    const error = new ApiError('IMPORT_REJECTED', 'no', { details: { rows: [fault], total: 1200 } });
    expect(faultsOf(undefined, error)).toEqual({ rows: [fault], total: 1200 });
  });
  it('finds none in another error', () => {
    expect(faultsOf(undefined, new ApiError('OFFLINE', 'no'))).toBeNull();
  });
});
