import { lookup as systemLookup } from 'node:dns';
import { isIP } from 'node:net';
import type { LookupAddress, LookupOptions } from 'node:dns';
import type { Socket } from 'node:net';
import { buildConnector } from 'undici';
import { ProviderError } from '../remote-port.ts';
import { addressVerdict } from './address-guard.ts';
import type { AddressVerdict } from './address-guard.ts';
import { plainFault } from './network-fault.ts';

/** Resolves all addresses of a name; tests bring their own. */
export type ResolveAll = (
  hostname: string,
  done: (error: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export const resolveBySystem: ResolveAll = (hostname, done) => {
  systemLookup(hostname, { all: true, order: 'verbatim' }, (error, addresses) => done(error, addresses));
};

export interface ConnectorOptions {
  /** The one plain-http origin that may be on this machine (decision 20); null where there is none. */
  loopbackOrigin: string | null;
  resolveAll: ResolveAll;
  connectMs: number;
  /** Extra certificate authority, PEM, for gateways and tests. */
  ca?: string | undefined;
  /** Sees every socket once it is connected (for https: once the certificate is accepted), before a byte of HTTP. */
  onConnected?: ((socket: Socket) => void) | undefined;
}

const blocked = (why: string): ProviderError => new ProviderError(plainFault('blocked-address', why));

type NodeLookup = (
  hostname: string,
  options: LookupOptions,
  done: (error: Error | null, address: string | LookupAddress[], family?: number) => void,
) => void;

/** The addresses that were checked are the ones the socket gets: a second answer of the name cannot slip in. */
function guardedLookup(resolveAll: ResolveAll, wanted: AddressVerdict): NodeLookup {
  return (hostname, options, done) => {
    resolveAll(hostname, (error, addresses) => {
      if (error !== null) return done(error, []);
      const first = addresses[0];
      if (first === undefined) return done(Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), []);
      if (addresses.some(({ address }) => addressVerdict(address) !== wanted)) {
        return done(blocked(`${hostname} leads to an address that is not allowed`), []);
      }
      return options.all === true ? done(null, [...addresses]) : done(null, first.address, first.family);
    });
  };
}

/** Opens sockets for undici: https to port 443 of public addresses, and the one loopback origin. SECURITY: P2. */
export function createGuardedConnector(options: ConnectorOptions): buildConnector.connector {
  const { loopbackOrigin, resolveAll, connectMs, ca, onConnected } = options;
  const connectorFor = (wanted: AddressVerdict): buildConnector.connector => {
    const build: buildConnector.BuildOptions & { lookup: NodeLookup } = {
      timeout: connectMs,
      allowH2: false,
      lookup: guardedLookup(resolveAll, wanted),
      ...(ca === undefined ? {} : { ca }),
    };
    return buildConnector(build as buildConnector.BuildOptions);
  };
  const toPublic = connectorFor('public');
  const toLoopback = connectorFor('loopback');

  return (target, callback) => {
    const refuse = (why: string) => queueMicrotask(() => callback(blocked(why), null));
    const hostname = target.hostname.replace(/^\[|\]$/g, '');
    const port = target.port === '' ? (target.protocol === 'https:' ? '443' : '80') : target.port;
    const isOwn = loopbackOrigin !== null && originOf(target.protocol, target.hostname, target.port) === loopbackOrigin;
    if (!isOwn && target.protocol !== 'https:') return refuse('only https is allowed');
    if (!isOwn && port !== '443') return refuse('only port 443 is allowed');
    // A literal never reaches `lookup`.
    const wanted: AddressVerdict = isOwn ? 'loopback' : 'public';
    if (isIP(hostname) !== 0 && addressVerdict(hostname) !== wanted) return refuse('the address is not allowed');
    const connect = isOwn ? toLoopback : toPublic;
    return connect({ ...target, hostname }, (...[error, socket]: buildConnector.CallbackArgs) => {
      if (error !== null) return callback(error, null);
      onConnected?.(socket);
      return callback(null, socket);
    });
  };
}

function originOf(protocol: string, hostname: string, port: string): string {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const host = isIP(bare) === 6 ? `[${bare}]` : bare;
  return new URL(`${protocol}//${host}${port === '' ? '' : `:${port}`}`).origin;
}
