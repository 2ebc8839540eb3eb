import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addressVerdict, isListedHost, isLoopbackHost } from './address-guard.ts';

// SECURITY: P2.
describe('addresses', () => {
  test.each([
    ['8.8.8.8', 'public'],
    ['2606:4700::1111', 'public'],
    ['::ffff:8.8.8.8', 'public'],
    ['64:ff9b::808:808', 'public'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['::1', 'loopback'],
    ['::ffff:7f00:1', 'refused'],
    ['::ffff:10.0.0.1', 'refused'],
    ['64:ff9b::7f00:1', 'refused'],
    ['64:ff9b::a00:1', 'refused'],
    ['64:ff9b:1::808:808', 'refused'],
    ['2002:7f00:1::', 'refused'],
    ['2002:808:808::', 'refused'],
    ['2001:0:4136:e378:8000:63bf:3fff:fdd2', 'refused'],
    ['::7f00:1', 'refused'],
    ['0.0.0.0', 'refused'],
    ['::', 'refused'],
    ['10.1.2.3', 'refused'],
    ['172.16.0.1', 'refused'],
    ['192.168.1.1', 'refused'],
    ['169.254.169.254', 'refused'],
    ['100.64.0.1', 'refused'],
    ['192.0.2.1', 'refused'],
    ['198.18.0.1', 'refused'],
    ['224.0.0.1', 'refused'],
    ['255.255.255.255', 'refused'],
    ['fe80::1', 'refused'],
    ['fe80::1%eth0', 'refused'],
    ['fc00::1', 'refused'],
    ['fec0::1', 'refused'],
    ['ff02::1', 'refused'],
    ['2001:db8::1', 'refused'],
    ['localhost', 'refused'],
    ['', 'refused'],
  ])('%s is %s', (address, verdict) => expect(addressVerdict(address)).toBe(verdict));

  test('an inner address is never better than itself', () => {
    fc.assert(
      fc.property(fc.ipV4(), (inner) => {
        const expected = addressVerdict(inner) === 'public' ? 'public' : 'refused';
        expect(addressVerdict(`::ffff:${inner}`)).toBe(expected);
        expect(addressVerdict(`64:ff9b::${inner}`)).toBe(expected);
      }),
    );
  });

  test('any text gets a verdict', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(['public', 'loopback', 'refused']).toContain(addressVerdict(text));
      }),
    );
  });
});

describe('names', () => {
  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['localhost.evil.example', false],
    ['127.0.0.1.nip.io', false],
    ['0.0.0.0', false],
  ])('%s is this machine: %s', (name, expected) => expect(isLoopbackHost(name)).toBe(expected));

  test.each([
    ['replicate.delivery', true],
    ['a.replicate.delivery', true],
    ['a.b.replicate.delivery', true],
    ['evilreplicate.delivery', false],
    ['replicate.delivery.evil.example', false],
    ['.replicate.delivery', false],
  ])('%s is on the list: %s', (name, expected) =>
    expect(isListedHost(name, ['replicate.delivery', '*.replicate.delivery'])).toBe(expected),
  );
});
