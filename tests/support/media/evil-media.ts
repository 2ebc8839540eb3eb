/** The corpus of hostile files, made by script (reliability.md 3.1). Each tries to reach a listener or a secret file. */
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

export interface Canary {
  url: string;
  /** Request paths that came in. */
  hits: string[];
  close(): Promise<void>;
}

/** A listener on the loopback address that writes down whoever asks. */
export async function listenForLeaks(): Promise<Canary> {
  const hits: string[] = [];
  const server = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    hits,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Texts that a demuxer follows to other files, by the reason that the sniffer must name. */
export function disguises(url: string, secretPath: string): Record<string, string> {
  return {
    'hls-playlist': `#EXTM3U\n#EXT-X-TARGETDURATION:8\n#EXTINF:8,\n${url}/hls.ts\n#EXTINF:8,\nfile:${secretPath}\n#EXT-X-ENDLIST\n`,
    'dash-manifest': `<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT8S"><Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1"><BaseURL>${url}/dash.mp4</BaseURL><SegmentList><SegmentURL media="${url}/seg.m4s"/></SegmentList></Representation></AdaptationSet></Period></MPD>\n`,
    'session-description': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n`,
    'concat-list': `ffconcat version 1.0\nfile '${url}/concat.mp4'\nfile '${secretPath}'\n`,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9"><image xlink:href="${url}/svg.png" width="9" height="9"/><text>&x;</text></svg>\n`,
    xml: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY x SYSTEM "file://${secretPath}">]><x>&x;</x>\n`,
    ffmetadata: `;FFMETADATA1\ntitle=x\n[CHAPTER]\nSTART=0\nEND=1\n`,
    subtitles: `[Script Info]\nScriptType: v4.00+\n`,
    html: `<!doctype html><video src="${url}/html.mp4"></video>\n`,
    unknown: 'Only a text that somebody has given another ending.\n'.repeat(20),
  };
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(4);
  frame.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([frame, body, check]);
}

/** A valid one-bit PNG of any size; a few kilobytes that unfold to many megapixels. */
export function bombPng(side: number, options: { withPixels: boolean }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header[8] = 1;
  const rows = options.withPixels ? Buffer.alloc(side * (1 + Math.ceil(side / 8))) : Buffer.alloc(0);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** File names that shells, URL parsers and pattern expanders stumble over. */
export const AWKWARD_NAMES: readonly string[] = [
  'émoji-🎬-ภาพยนตร์.mp4',
  'line\nbreak.mp4',
  '-y.mp4',
  '%03d.mp4',
  'concat:a|b.mp4',
  'http:x.mp4',
  'trailing dot.mp4.',
  "quote'[a];movie=x[b].mp4",
  'cafe\u0301.mp4',
  '\u202egnp.4pm',
  ' leading and trailing space ',
  'back\\slash.mp4',
  `${'n'.repeat(251)}.mp4`,
];

export function writeEvil(folder: string, name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}
