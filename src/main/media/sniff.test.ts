import { describe, expect, it } from 'vitest';
import { sniffBytes } from './sniff.ts';

const bytes = (...parts: (string | number[])[]): Buffer =>
  Buffer.concat([
    ...parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    Buffer.alloc(64),
  ]);

const ebml = (docType: string): Buffer =>
  // Header of 0x1f bytes: version, then DocType as the second element.
  bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 0x01, 0x42, 0x82, 0x80 | docType.length], docType);

const jpeg = (width: number, height: number): Buffer =>
  bytes(
    [0xff, 0xd8, 0xff, 0xe0, 0x00, 0x04, 0x00, 0x00],
    [0xff, 0xc4, 0x00, 0x03, 0x00],
    [0xff, 0xc0, 0x00, 0x11, 0x08, height >> 8, height & 255, width >> 8, width & 255],
  );

const png = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(33);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(head);
  head.write('IHDR', 12, 'latin1');
  head.writeUInt32BE(width, 16);
  head.writeUInt32BE(height, 20);
  return head;
};

describe('sniffBytes accepts by content', () => {
  it.each([
    ['mp4', bytes([0, 0, 0, 32], 'ftypisom'), 'video/mp4', 'mov'],
    ['m4a', bytes([0, 0, 0, 32], 'ftypM4A '), 'audio/mp4', 'mov'],
    ['mov', bytes([0, 0, 0, 20], 'ftypqt  '), 'video/quicktime', 'mov'],
    ['mov', bytes([0, 0, 16, 0], 'moov'), 'video/quicktime', 'mov'],
    ['webm', ebml('webm'), 'video/webm', 'matroska'],
    ['mkv', ebml('matroska'), 'video/x-matroska', 'matroska'],
    ['wav', bytes('RIFF', [1, 0, 0, 0], 'WAVEfmt '), 'audio/wav', 'wav'],
    ['flac', bytes('fLaC'), 'audio/flac', 'flac'],
    ['ogg', bytes('OggS'), 'audio/ogg', 'ogg'],
    ['mp3', bytes('ID3', [4, 0]), 'audio/mpeg', 'mp3'],
    ['png', png(8, 8), 'image/png', 'png_pipe'],
    ['jpg', jpeg(640, 480), 'image/jpeg', 'jpeg_pipe'],
  ])('%s', (extension, head, mime, demuxer) => {
    expect(sniffBytes(head)).toMatchObject({ extension, mime, demuxer });
  });

  it('reads the size of a picture behind other segments', () => {
    expect(sniffBytes(jpeg(640, 480))).toMatchObject({ widthPx: 640, heightPx: 480 });
  });
});

describe('sniffBytes refuses', () => {
  const refusal = (head: Buffer): unknown => {
    try {
      return sniffBytes(head);
    } catch (error) {
      const { code, details } = error as { code: string; details: { reason?: string } };
      return [code, details.reason];
    }
  };

  it.each([
    ['#EXTM3U\n', 'hls-playlist'],
    ['\xef\xbb\xbf \r\n#extm3u\n', 'hls-playlist'],
    ['ffconcat version 1.0\n', 'concat-list'],
    ['<?xml version="1.0"?><MPD>', 'dash-manifest'],
    ['v=0\no=- 0 0', 'session-description'],
    ['  <svg xmlns="x">', 'svg'],
    ['<!-- hello --><svg>', 'svg'],
    ['<?xml version="1.0"?><x/>', 'xml'],
    [';FFMETADATA1\n', 'ffmetadata'],
    ['[Script Info]\n', 'subtitles'],
    ['%PDF-1.7', 'pdf'],
    ['GIF89a', 'unknown'],
    ['RIFF....AVI LIST', 'unknown'],
  ])('%j', (text, reason) => {
    expect(refusal(bytes(text))).toEqual(['unsupported-media', reason]);
  });

  it('still pictures in an MP4 coat, and Matroska of another kind', () => {
    expect(refusal(bytes([0, 0, 0, 32], 'ftypheic'))).toEqual(['unsupported-media', 'unknown']);
    expect(refusal(bytes([0, 0, 0, 32], 'ftypavif'))).toEqual(['unsupported-media', 'unknown']);
    expect(refusal(ebml('evil'))).toEqual(['unsupported-media', 'unknown']);
  });

  it('one lucky sync word: sound needs two frames in a row', () => {
    expect(refusal(bytes([0xff, 0xfb, 0x90, 0x00]))).toEqual(['unsupported-media', 'unknown']);
    expect(refusal(bytes([0xff, 0xf1, 0x50, 0x80, 0x02, 0x00, 0xfc]))).toEqual(['unsupported-media', 'unknown']);
  });

  it('pictures above the limit and without a size', () => {
    expect(refusal(png(30_000, 30_000))).toEqual(['media-too-large', undefined]);
    expect(refusal(png(8_192, 8_192))).toMatchObject({ widthPx: 8_192 });
    expect(refusal(png(8_193, 8_192))).toEqual(['media-too-large', undefined]);
    expect(refusal(png(0, 10))).toEqual(['broken-media', 'header']);
    expect(refusal(jpeg(65_000, 65_000))).toEqual(['media-too-large', undefined]);
  });

  it('nothing at all, and a few bytes', () => {
    expect(refusal(Buffer.alloc(0))).toEqual(['broken-media', 'empty']);
    expect(refusal(Buffer.from('abc'))).toEqual(['unsupported-media', 'unknown']);
  });

  it('with a word for the sentence', () => {
    const found = (text: string): unknown => {
      try {
        return sniffBytes(bytes(text));
      } catch (error) {
        return (error as { details?: { found?: unknown } }).details?.found;
      }
    };
    expect(found('GIF89a')).toBe('unknown data');
    expect(found('%PDF-1.7')).toBe('pdf');
  });

  it('never throws anything but its own errors, whatever the bytes', () => {
    const strange: unknown[] = [];
    let seed = 7;
    for (let round = 0; round < 3_000; round += 1) {
      const head = Buffer.alloc(64);
      for (let at = 0; at < 64; at += 1) {
        seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
        head[at] = seed >>> 24;
      }
      // Half of them get a true beginning, so that the readers behind it see rubbish.
      if (round % 2 === 0) [ebml('webm'), jpeg(1, 1), png(1, 1)][(round / 2) % 3]?.copy(head, 0, 0, 8 + (round % 9));
      const answer = refusal(head);
      const known = ['unsupported-media', 'media-too-large', 'broken-media'];
      if (Array.isArray(answer) && !known.includes(String(answer[0]))) strange.push(head.toString('hex'));
    }
    expect(strange).toEqual([]);
  });
});
