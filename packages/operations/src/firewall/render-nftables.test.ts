import { describe, expect, it } from 'vitest';
import { type FirewallSettings, renderNftables } from './render-nftables.ts';

const settings = { sshPort: 22, httpPort: 80, httpsPort: 443, httpsPerAddress: 1_328 };
/** The rules of a chain, without comments. */
function chain(name: string, changes: Partial<FirewallSettings> = {}): string[] {
  const lines = renderNftables({ ...settings, ...changes })
    .split('\n')
    .map((line) => line.trim());
  const from = lines.indexOf(`chain ${name} {`);
  return lines
    .slice(from + 1, lines.indexOf('}', from))
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the firewall of the host', () => {
  it('lets in SSH, HTTP and HTTPS, and nothing else', () => {
    expect(chain('input')).toEqual([
      'type filter hook input priority filter; policy drop;',
      'ct state established,related accept',
      'ct state invalid drop',
      'iifname "lo" accept',
      'meta l4proto { icmp, ipv6-icmp } accept',
      'udp sport 67 udp dport 68 accept',
      'udp sport 547 udp dport 546 accept',
      'tcp dport 22 ct state new accept',
      'tcp dport { 80, 443 } jump share',
      'tcp dport { 80, 443 } accept',
    ]);
  });

  it('holds for ports that Docker publishes, which never pass input, and leaves containers their way out', () => {
    expect(chain('forward')).toEqual([
      'type filter hook forward priority filter - 10; policy accept;',
      'ct state established,related accept',
      'iifname { "docker0", "docker_gwbridge" } accept',
      'iifname "br-*" accept',
      'meta l4proto tcp ct original proto-dst { 80, 443 } jump share',
      'meta l4proto tcp ct original proto-dst { 80, 443 } accept',
      'oifname { "docker0", "docker_gwbridge" } drop',
      'oifname "br-*" drop',
    ]);
  });

  it('takes other ports, and addresses that alone may come', () => {
    const changes = {
      sshPort: 2222,
      httpPort: 8080,
      httpsPort: 8443,
      allowFrom: ['10.0.0.0/8', 'fd00::/8', '192.0.2.7'],
    };
    expect(chain('input', changes).slice(-4)).toEqual([
      'tcp dport 2222 ct state new accept',
      'tcp dport { 8080, 8443 } jump share',
      'ip saddr { 10.0.0.0/8, 192.0.2.7 } tcp dport { 8080, 8443 } accept',
      'ip6 saddr { fd00::/8 } tcp dport { 8080, 8443 } accept',
    ]);
    expect(chain('forward', changes)).toContain(
      'ip saddr { 10.0.0.0/8, 192.0.2.7 } meta l4proto tcp ct original proto-dst { 8080, 8443 } accept',
    );
  });

  it('gives each address a share of the connections, and proxies in front as many as they need', () => {
    expect(chain('share', { trustedProxies: ['10.0.0.0/8', 'fd00::1'] })).toEqual([
      'ip saddr { 10.0.0.0/8 } return',
      'ip6 saddr { fd00::1 } return',
      'meta l4proto tcp ct original proto-dst 443 update @new4 { ip saddr limit rate over 40/second burst 300 packets } drop',
      'meta l4proto tcp ct original proto-dst 443 update @new6 { ip6 saddr and ffff:ffff:ffff:ffff:: limit rate over 40/second burst 300 packets } drop',
      'meta l4proto tcp ct original proto-dst 80 add @http4 { ip saddr ct count over 64 } drop',
      'meta l4proto tcp ct original proto-dst 80 add @http6 { ip6 saddr and ffff:ffff:ffff:ffff:: ct count over 64 } drop',
      'meta l4proto tcp ct original proto-dst 443 add @https4 { ip saddr ct count over 1328 } drop',
      'meta l4proto tcp ct original proto-dst 443 add @https6 { ip6 saddr and ffff:ffff:ffff:ffff:: ct count over 1328 } drop',
    ]);
  });

  it('touches no table but its own', () => {
    const text = renderNftables(settings);
    expect(text.match(/^(delete )?table .*/gm)).toEqual([
      'table inet sagacity',
      'delete table inet sagacity',
      'table inet sagacity {',
    ]);
    expect(text).not.toMatch(/^flush/m);
  });
});
