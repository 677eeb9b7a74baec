const numbers: readonly string[] = ['status', 'bytes', 'seconds'];
const fields = [
  ['time', '$time_iso8601'],
  ['requestId', '$trace_id'],
  ['address', '$remote_addr'],
  ['method', '$request_method'],
  ['host', '$host'],
  ['path', '$uri'],
  ['protocol', '$server_protocol'],
  ['status', '$status'],
  ['bytes', '$body_bytes_sent'],
  ['seconds', '$request_time'],
  ['upstream', '$upstream_addr'],
  ['upstreamStatus', '$upstream_status'],
  ['upstreamConnect', '$upstream_connect_time'],
  ['upstreamSeconds', '$upstream_response_time'],
  ['tls', '$ssl_protocol'],
  ['userAgent', '$http_user_agent'],
] as const;

/** One JSON object a line. `$uri` and not `$request`: a query string may carry what no log should. */
export function renderLog(): string {
  const format = fields
    .map(([name, value]) => `'"${name}":${numbers.includes(name) ? value : `"${value}"`}`)
    .join(`,'\n                     `);
  return `log_format edge escape=json '{'\n                     ${format}'\n                     '}';\naccess_log /dev/stdout edge;`;
}
