import { createSystemClock } from '../../../src/main/platform/clock.ts';
import { createEgress } from '../../../src/main/providers/http/egress.ts';
import { createReplicateAdapter, REPLICATE_HOSTS } from '../../../src/main/providers/replicate/adapter.ts';
import { createSecret } from '../../../src/main/providers/secret.ts';
import { describeConformance } from './conformance.ts';

const KEY = 'FW-CANARY-5b1e+/77aa';
const MODEL = 'kwaivgi/kling-v2.5-turbo-pro';

describeConformance({
  vendor: 'replicate',
  key: KEY,
  make({ origin, limits, resolveAll, ca }) {
    const egress = createEgress({
      baseUrl: `${origin}/v1`,
      hosts: REPLICATE_HOSTS,
      auth: { header: 'authorization', prefix: 'Bearer ' },
      limits,
      ca,
      ...(resolveAll === undefined ? {} : { resolveAll }),
    });
    const keys = { find: () => Promise.resolve(createSecret(KEY)) };
    return {
      adapter: createReplicateAdapter({ egress, keys, clock: createSystemClock() }),
      close: () => egress.close(),
    };
  },
  call(padding = 0) {
    const input = { prompt: 'p'.repeat(padding + 1), duration: 5 };
    return { model: `replicate/${MODEL}`, body: JSON.stringify({ input }), match: { model: MODEL }, readable: {} };
  },
  accepted: (id) => ({ id, model: MODEL, version: 'hidden', input: {}, output: null, error: null, status: 'starting' }),
  state: (id, status, rest = {}) => ({ id, model: MODEL, input: {}, output: null, error: null, status, ...rest }),
  words: { running: 'processing', succeeded: 'succeeded', failed: 'failed' },
  refusalText:
    'The input or output was flagged as sensitive. Please try again with different inputs. (E005) (uIJ6l3ruRD)',
  refusalCharged: 'unknown',
});
