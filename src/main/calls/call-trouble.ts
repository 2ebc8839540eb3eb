import { AppError, ERROR_CODES } from '../../shared/contract/errors.ts';
import type { ErrorCode, ErrorDetails } from '../../shared/contract/errors.ts';
import type { CallTrouble, PaidCallRow } from '../db/repositories/paid-call-repository.ts';
import type { ProviderErrorCode, ProviderFault } from '../providers/remote-port.ts';

/** Our own word for each code of a provider. */
const CODE_OF_FAULT: Readonly<Record<ProviderErrorCode, ErrorCode>> = {
  auth: 'key-refused',
  quota: 'credit-empty',
  'rate-limited': 'rate-limited',
  'invalid-request': 'provider-rejected',
  'content-policy': 'content-refused',
  'not-found': 'model-retired',
  unavailable: 'provider-unavailable',
  timeout: 'provider-unavailable',
  'malformed-response': 'provider-changed',
  offline: 'provider-unavailable',
  portal: 'provider-unavailable',
  'clock-wrong': 'clock-wrong',
  'bad-output': 'output-broken',
  expired: 'output-expired',
  'blocked-address': 'address-blocked',
  'disk-full': 'disk-full',
  'too-many-files': 'too-many-files',
  'provider-failed': 'provider-failed',
};

export type Charged = 'yes' | 'no' | 'unknown';

/** A run that broke at the provider was reached well enough: no connection is to be checked for it. */
const codeOfFault = ({ code, message }: ProviderFault, phase: string): ErrorCode => {
  if (code === 'auth' && message === NO_KEY) return 'key-missing';
  return phase === 'result' && code === 'unavailable' ? 'provider-failed' : CODE_OF_FAULT[code];
};

const NO_KEY = 'no key';

/** `$0.70` for a sentence. */
export const dollars = (microUsd: number): string =>
  `$${(microUsd / 1_000_000).toFixed(microUsd % 10_000 === 0 ? 2 : 4)}`;

/** What went wrong with a call, as it is stored and shown. `again`: the program opens another attempt by itself. */
export function troubleOf(
  call: Pick<PaidCallRow, 'model' | 'id'>,
  fault: ProviderFault,
  more: { phase: string; charged: Charged; amountMicroUsd: number; again?: boolean; replacement?: string | null },
): CallTrouble {
  const code = codeOfFault(fault, more.phase);
  const details: Record<string, string | number | boolean | null> = {
    id: call.model,
    callId: call.id,
    fault: fault.code,
    phase: more.phase,
    reason: fault.message,
    fields: fault.fields.join(', '),
    charged: more.charged,
    amount: dollars(more.amountMicroUsd),
    again: more.again ?? false,
    status: fault.status,
    seconds: fault.retryAfterMs === null ? null : Math.ceil(fault.retryAfterMs / 1_000),
    replacement: more.replacement ?? null,
  };
  return { code, message: fault.message, details };
}

const CODES: ReadonlySet<string> = new Set(ERROR_CODES);

/** The stored trouble as the error that the job ends with. */
export function errorOfTrouble({ code, message, details }: CallTrouble): AppError {
  const known: ErrorCode = CODES.has(code) ? (code as ErrorCode) : 'internal';
  return new AppError(known, message, details as ErrorDetails);
}

/** What a call that has ended or asks ends its job with. `code` stands for a row that holds no trouble of its own. */
export const errorOfCall = (
  { error, model }: Pick<PaidCallRow, 'error' | 'model'>,
  code: 'payment-uncertain' | 'internal',
): AppError => errorOfTrouble(error ?? { code, message: 'the call has no reason of its own', details: { id: model } });
