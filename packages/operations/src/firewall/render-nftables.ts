export interface FirewallSettings {
  readonly sshPort: number;
  /** Ports published on the host. */
  readonly httpPort: number;
  readonly httpsPort: number;
  /** Addresses or networks that may reach HTTP and HTTPS; everybody when left out. SSH is not affected. */
  readonly allowFrom?: readonly string[];
  /** Connections over HTTPS that one address may hold at a time: what nginx allows it of requests and WebSockets. */
  readonly httpsPerAddress: number;
  /** Addresses or networks of proxies in front, behind which are many clients. */
  readonly trustedProxies?: readonly string[];
}

/** Over HTTP nothing is done but to be sent to HTTPS. */
const httpPerAddress = 64;
/** Of one address over HTTPS: nginx counts a connection when its header is whole and waits 5 s for that, so this times 5 is what can be held unseen. */
export const newConnections = { perSecond: 40, burst: 300 } as const;

/**
 * An nftables file for the host of a deployment: in only SSH, HTTP and HTTPS, out everything. It replaces the table `inet sagacity` and
 * touches no other, so that Docker's own rules stay. Pure; applying is `nft -f`.
 */
export function renderNftables(settings: FirewallSettings): string {
  const { sshPort, httpPort, httpsPort, allowFrom = [] } = settings;
  const webPorts = `{ ${[...new Set([httpPort, httpsPort])].join(', ')} }`;
  const web = (match: string) =>
    allowFrom.length === 0
      ? [`${match} accept`]
      : sources(allowFrom).map((source) => `${source} ${match} accept`);
  return `#!/usr/sbin/nft -f
# Firewall of this host: in only SSH, HTTP and HTTPS; out everything.
# Check:  nft -c -f FILE      Apply:  nft -f FILE      Undo:  nft delete table inet sagacity
# To have it at every start, include the file from /etc/nftables.conf and enable the service nftables.
# Only the table "inet sagacity" is replaced. Never "flush ruleset": that would delete the rules of Docker.

table inet sagacity
delete table inet sagacity

table inet sagacity {
${sharesOf(settings)
  .map((line) => `    ${line}`)
  .join('\n')}

    # What arrives for the host itself.
    chain input {
        type filter hook input priority filter; policy drop;

        ct state established,related accept
        ct state invalid drop
        iifname "lo" accept
        # Path MTU discovery, ping, and without these IPv6 does not work at all.
        meta l4proto { icmp, ipv6-icmp } accept
        # Containers reach no more of the host than anybody. For a model server on it, such as Ollama, take the # from the next line:
        # iifname "br-*" tcp dport 11434 accept
        # Renewal of the host's own address.
        udp sport 67 udp dport 68 accept
        udp sport 547 udp dport 546 accept
        tcp dport ${sshPort} ct state new accept
        # Where Docker publishes by its userland proxy, the ports are the host's own.
        tcp dport ${webPorts} jump share
${indent(web(`tcp dport ${webPorts}`))}
    }

    # Ports that Docker publishes are forwarded and never pass "input". This chain runs before Docker's own (priority
    # filter - 10) and can only forbid: what is accepted here must still be allowed by Docker.
    chain forward {
        type filter hook forward priority filter - 10; policy accept;

        # Replies, and everything containers send to each other and out.
        ct state established,related accept
        iifname { "docker0", "docker_gwbridge" } accept
        iifname "br-*" accept
        # New connections from outside into a container: only those that came to HTTP or HTTPS of the host. The port is the one
        # the client asked for, before Docker translated it.
        meta l4proto tcp ct original proto-dst ${webPorts} jump share
${indent(web(`meta l4proto tcp ct original proto-dst ${webPorts}`))}
        oifname { "docker0", "docker_gwbridge" } drop
        oifname "br-*" drop
    }
}
`;
}

/** Connections that nothing was sent over yet are counted nowhere else. A household has a /64 of IPv6. */
function sharesOf({ httpPort, httpsPort, httpsPerAddress, trustedProxies = [] }: FirewallSettings): string[] {
  const rules = [
    ['http', httpPort, httpPerAddress],
    ['https', httpsPort, httpsPerAddress],
  ] as const;
  const set = (name: string, type: string) => `set ${name} { type ${type}; size 65535; flags dynamic; }`;
  const over = (port: number, name: string, key: string, most: number) =>
    `    meta l4proto tcp ct original proto-dst ${port} add @${name} { ${key} ct count over ${most} } drop`;
  const faster = (name: string, key: string) =>
    `    meta l4proto tcp ct original proto-dst ${httpsPort} update @${name} { ${key} limit rate over ${newConnections.perSecond}/second burst ${newConnections.burst} packets } drop`;
  const household = 'ip6 saddr and ffff:ffff:ffff:ffff::';
  const recent = (name: string, type: string) =>
    `set ${name} { type ${type}; size 65535; flags dynamic; timeout 1m; }`;
  return [
    '# Connections that one address may hold, so that a few cannot take all there are.',
    ...rules.flatMap(([name]) => [set(`${name}4`, 'ipv4_addr'), set(`${name}6`, 'ipv6_addr')]),
    '# New ones of an address: a header that never ends is counted nowhere else.',
    recent('new4', 'ipv4_addr'),
    recent('new6', 'ipv6_addr'),
    'chain share {',
    ...sources(trustedProxies).map((source) => `    ${source} return`),
    faster('new4', 'ip saddr'),
    faster('new6', household),
    ...rules.flatMap(([name, port, most]) => [
      over(port, `${name}4`, 'ip saddr', most),
      over(port, `${name}6`, household, most),
    ]),
    '}',
  ];
}

function sources(allowFrom: readonly string[]): string[] {
  const of = (isV6: boolean) => allowFrom.filter((network) => network.includes(':') === isV6);
  return [
    ...(of(false).length > 0 ? [`ip saddr { ${of(false).join(', ')} }`] : []),
    ...(of(true).length > 0 ? [`ip6 saddr { ${of(true).join(', ')} }`] : []),
  ];
}

const indent = (lines: readonly string[]) => lines.map((line) => `        ${line}`).join('\n');
