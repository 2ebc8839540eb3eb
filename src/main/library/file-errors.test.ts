import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/contract/errors.ts';
import { readError, writeError } from './file-errors.ts';

const fault = (code: string): Error => Object.assign(new Error(code), { code });

describe('file errors', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'not-writable'],
    ['EROFS', 'not-writable'],
    ['ENOTDIR', 'not-writable'],
    ['EIO', 'not-writable'],
    ['ENOENT', 'not-writable'],
    ['EMFILE', 'too-many-files'],
    ['ENFILE', 'too-many-files'],
  ])('writing: %s is %s and names the place', (code, expected) => {
    expect(writeError(fault(code), '/out')).toMatchObject({ code: expected, details: { path: '/out' } });
  });

  it('reading: says whether the file is there', () => {
    expect(readError(fault('ENOENT'), 'a')).toMatchObject({ code: 'media-missing', details: { reason: 'not-there' } });
    expect(readError(fault('EMFILE'), 'a')).toMatchObject({ code: 'too-many-files' });
    expect(readError(fault('EIO'), 'a')).toMatchObject({ code: 'media-missing', details: { reason: 'not-readable' } });
    expect(readError(fault('EACCES'), 'a')).toMatchObject({ details: { path: 'a', reason: 'not-readable' } });
  });

  it('leaves alone what it does not know and what is named already', () => {
    const odd = fault('EBADF');
    const named = new AppError('cancelled', 'x');
    expect([writeError(odd, 'a'), readError(odd, 'a')]).toEqual([odd, odd]);
    expect([writeError(named, 'a'), readError(named, 'a')]).toEqual([named, named]);
  });
});
