import { RPCLink } from '@orpc/client/websocket';

/** The server knows nobody here: the address was opened without its token, or the server was started again. */
export class NoTokenError extends Error {}

/** Shows the start token of the address once and takes it out of the address bar. */
async function openSession(): Promise<void> {
  const token = new URLSearchParams(location.hash.slice(1)).get('t');
  if (token === null) return;
  history.replaceState(null, '', location.pathname);
  await fetch('/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
}

/** Connects to the server that this page came from. Throws NoTokenError, or whatever the network says. */
export async function connectSocket(): Promise<{ link: RPCLink<Record<never, never>>; closed: Promise<void> }> {
  await openSession();
  const answer = await fetch('/api/v2/system/capabilities');
  if (answer.status === 401) throw new NoTokenError('no token');
  if (!answer.ok) throw new Error(`the server answers ${answer.status}`);
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`);
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('error', () => reject(new Error('no connection')), { once: true });
  });
  return {
    link: new RPCLink({ websocket: socket }),
    closed: new Promise((done) => socket.addEventListener('close', () => done())),
  };
}
