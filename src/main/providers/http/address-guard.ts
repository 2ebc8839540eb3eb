import ipaddr from 'ipaddr.js';

/** Why an address may not be spoken to. */
export type AddressVerdict = 'public' | 'loopback' | 'refused';

function verdictV4(address: ipaddr.IPv4): AddressVerdict {
  const range = address.range();
  if (range === 'loopback') return 'loopback';
  return range === 'unicast' ? 'public' : 'refused';
}

const v4Of = (address: ipaddr.IPv6, offset: number): ipaddr.IPv4 =>
  new ipaddr.IPv4(address.toByteArray().slice(offset, offset + 4));

/**
 * What an IP literal (without brackets) is. SECURITY: P2. An IPv4 address inside an IPv4-mapped or NAT64 (64:ff9b::/96)
 * address is judged as itself; 6to4, Teredo and every other range of IPv6 outside 2000::/3 are refused as a whole.
 */
export function addressVerdict(literal: string): AddressVerdict {
  if (!ipaddr.isValid(literal)) return 'refused';
  const address = ipaddr.parse(literal);
  if (address instanceof ipaddr.IPv4) return verdictV4(address);
  if (address.zoneId !== undefined && address.zoneId !== '') return 'refused';
  if (address.range() === 'loopback') return 'loopback';
  if (address.isIPv4MappedAddress()) {
    const inner = verdictV4(address.toIPv4Address());
    return inner === 'loopback' ? 'refused' : inner;
  }
  if (address.match(ipaddr.IPv6.parse('64:ff9b::'), 96)) {
    return verdictV4(v4Of(address, 12)) === 'public' ? 'public' : 'refused';
  }
  const isGlobal = address.match(ipaddr.IPv6.parse('2000::'), 3);
  return isGlobal && address.range() === 'unicast' ? 'public' : 'refused';
}

/** True for host names and literals that mean this machine: for the exception of decision 20 only. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '');
  return bare === 'localhost' || addressVerdict(bare) === 'loopback';
}

/** True where `hostname` is on the list; `*.example.com` means every name under it, not itself. */
export function isListedHost(hostname: string, hosts: readonly string[]): boolean {
  return hosts.some((entry) =>
    entry.startsWith('*.')
      ? hostname.endsWith(entry.slice(1)) && hostname.length > entry.length - 1
      : hostname === entry,
  );
}
