export * from './instrument.ts';
export { instrumentOf } from './instrument-of.ts';
export { parseInstrument } from './parse-instrument.ts';
