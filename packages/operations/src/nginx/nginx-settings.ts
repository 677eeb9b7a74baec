export interface NginxSettings {
  /** Names or addresses people open; the first is the main one. */
  readonly hosts: readonly string[];
  /** Where the certificate comes from. `self-signed` offers its CA at `/ca.crt`; `own` and `acme` refuse names that are not in `hosts`. */
  readonly tls: 'self-signed' | 'own' | 'acme';
  /** The certificate names an OCSP responder, so its answer is stapled. */
  readonly staple: boolean;
  /** HTTPS port as published on the host: part of redirects. Inside the container it is 8443, and HTTP 8080. */
  readonly httpsPort: number;
  /** `host:port` of the API; every address the name has is a replica. */
  readonly backend: string;
  readonly frontend: string;
  /** DNS server that follows replicas as they come and go. */
  readonly resolver: string;
  /** Addresses or networks of proxies in front whose X-Forwarded-For is believed; none by default. */
  readonly trustedProxies: readonly string[];
  /** Sign-in requests per address and minute, before 429. */
  readonly signInsPerMinute: number;
  /** Largest import, in MB; every other request may have 1 MB. Not more than `limits.bodyMb` of the server. */
  readonly bodyMb: number;
  /** Requests in flight of one address; an office behind one address is many people, and a replica that hangs holds theirs for 10 s. */
  readonly requestsPerAddress: number;
  /** Requests in flight of all addresses together, WebSockets not counted: what memory is set aside for, and eleven times one address's. */
  readonly requestsInAll: number;
  /** Of both, those without anything like a token: pages, and the way in. The rest is left to who is signed in. */
  readonly strangersPerAddress: number;
  readonly strangersInAll: number;
  /** WebSockets of one address. */
  readonly socketsPerAddress: number;
  /** Worker processes: the processors nginx may use, rounded up. */
  readonly workers: number;
}

export const defaultNginxSettings: NginxSettings = {
  hosts: ['localhost'],
  tls: 'self-signed',
  staple: false,
  httpsPort: 443,
  backend: 'backend:8000',
  frontend: 'frontend:3000',
  resolver: '127.0.0.11',
  trustedProxies: [],
  signInsPerMinute: 30,
  bodyMb: 32,
  requestsPerAddress: 128,
  requestsInAll: 1_408,
  strangersPerAddress: 96,
  strangersInAll: 1_056,
  socketsPerAddress: 1_100,
  workers: 1,
};
