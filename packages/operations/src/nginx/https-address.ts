import type { NginxSettings } from './nginx-settings.ts';

/** The same page over HTTPS, with the port as published. */
export const httpsAddress = ({ httpsPort }: Pick<NginxSettings, 'httpsPort'>): string =>
  `https://$host${httpsPort === 443 ? '' : `:${httpsPort}`}$request_uri`;
