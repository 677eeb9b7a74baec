export { proxiesOf } from './choose-proxy.ts';
export { type OutboundFetch, type OutboundOptions, openOutbound } from './open-outbound.ts';
export { screenAddress } from './screen-address.ts';
