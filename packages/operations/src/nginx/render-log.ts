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

/** One JSON object a line. `$uri` and not `$request`: a query string may carry what no log should. A write of more than 4 KB to a pipe may be mixed with that of another worker. */
export function renderLog(): string {
  const format = fields
    .map(([name, value]) => `'"${name}":${numbers.includes(name) ? value : `"${value}"`}`)
    .join(`,'\n                     `);
  return `log_format edge escape=json '{'\n                     ${format}'\n                     '}';\n# Several lines a write, of a size that is one piece in the pipe; a second later at most.\naccess_log /dev/stdout edge buffer=4k flush=1s;`;
}
