/** For `node -e`: prints for each `host:port` of its arguments either `open` or why not, as JSON. */
export const connectProbe = `
const { connect } = require('node:net');
const ask = (target) => new Promise((resolve) => {
  const [host, port] = target.split(':');
  const socket = connect({ host, port: Number(port), timeout: 1500 });
  const end = (found) => { socket.destroy(); resolve([target, found]); };
  socket.once('connect', () => end('open')).once('timeout', () => end('no answer')).once('error', (e) => end(e.code));
});
Promise.all(process.argv.slice(1).map(ask)).then((all) => console.log(JSON.stringify(Object.fromEntries(all))));
`;
