/** Puts an answer on the socket, well or in one of the bad ways of the phase `wire`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Answer } from './answers.ts';
import type { DrawnFault } from './fault-plan.ts';

const LORIS_DELAY_MS = 5_000;
const ENDLESS_BYTES = 4_000_000_000;
const CHUNK = Buffer.alloc(65_536, 0x20);
const BOMB_MEMBER_BYTES = 16_777_216;
const BOMB_MEMBERS = 64;

/** Kills the connection with a reset, without a goodbye. */
export function reset(req: IncomingMessage): void {
  req.socket.resetAndDestroy();
}

function plain(res: ServerResponse, answer: Answer): void {
  res.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  res.end(answer.body);
}

function drip(res: ServerResponse, answer: Answer, delayMs: number): void {
  res.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
  res.flushHeaders();
  let at = 0;
  const timer = setInterval(() => {
    if (at >= answer.body.length) {
      clearInterval(timer);
      res.end();
      return;
    }
    res.write(answer.body.subarray(at, at + 1));
    at += 1;
  }, delayMs);
  res.on('close', () => clearInterval(timer));
}

/** Sends a part and then lets go of the connection: `cut` says how. */
function partly(res: ServerResponse, answer: Answer, bytes: number, chunked: boolean, cut: () => void): void {
  const length = chunked ? {} : { 'content-length': answer.body.length };
  res.writeHead(answer.status, { ...answer.headers, ...length });
  const part = answer.body.subarray(0, Math.max(1, Math.min(bytes, answer.body.length - 1)));
  // The client gets the part before the end: a reset in the same moment would throw it away unread.
  res.write(part, () => setTimeout(cut, 20));
}

function endless(res: ServerResponse, answer: Answer, limit: number): void {
  const { 'content-length': _length, ...headers } = answer.headers as Record<string, string>;
  res.writeHead(200, headers);
  let sent = 0;
  let open = true;
  res.on('close', () => {
    open = false;
  });
  const pump = (): void => {
    while (open && sent < limit) {
      sent += CHUNK.length;
      if (!res.write(CHUNK)) {
        res.once('drain', pump);
        return;
      }
    }
    if (open) res.end();
  };
  pump();
}

let bombMember: Buffer | undefined;
/** 1 GiB of blanks in about one megabyte: many members of one stream. */
function bomb(): Buffer {
  bombMember ??= gzipSync(Buffer.alloc(BOMB_MEMBER_BYTES, 0x20));
  return Buffer.concat(Array.from({ length: BOMB_MEMBERS }, () => bombMember ?? Buffer.alloc(0)));
}

/** Sends the answer; a fault of another phase changes nothing here. */
export function send(req: IncomingMessage, res: ServerResponse, answer: Answer, fault: DrawnFault | undefined): void {
  const half = Math.ceil(answer.body.length / 2);
  switch (fault?.kind) {
    case 'slow-loris':
      drip(res, answer, fault.delayMs ?? LORIS_DELAY_MS);
      return;
    case 'truncated-length':
      partly(res, answer, fault.bytes ?? half, false, () => req.socket.end());
      return;
    case 'truncated-chunked':
      partly(res, answer, fault.bytes ?? half, true, () => req.socket.end());
      return;
    case 'reset-mid-answer':
      partly(res, answer, fault.bytes ?? half, false, () => reset(req));
      return;
    case 'endless-body':
      endless(res, answer, fault.source === 'script' ? (fault.bytes ?? ENDLESS_BYTES) : ENDLESS_BYTES);
      return;
    case 'gzip-bomb': {
      const body = bomb();
      plain(res, { status: 200, headers: { ...answer.headers, 'content-encoding': 'gzip' }, body });
      return;
    }
    default:
      plain(res, answer);
  }
}
