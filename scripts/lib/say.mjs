// Words of the set-up step. Everything goes to stderr, so that stdout stays the command's own.
export function say(text) {
  process.stderr.write(`[setup] ${text}\n`);
}

/** An error whose text is for a person: what is wrong and the exact fix. */
export class SetupError extends Error {
  constructor(what, fix) {
    super(`${what}\n        Fix: ${fix}`);
    this.name = 'SetupError';
  }
}
