import { describeError } from '../../shared/i18n/describe-error.ts';
import type { Translate } from '../../shared/i18n/translate.ts';
import { failureOf } from '../client/api.ts';
import type { ConnectionState } from '../workspace/connection.ts';
import { Button } from '../ui/button.tsx';

export interface StartScreenProps {
  t: Translate;
  state: ConnectionState;
  failure: unknown;
  onAgain: () => void;
}

/** What stands there until the library has answered, and what to do when it does not. */
export function StartScreen({ t, state, failure, onAgain }: StartScreenProps) {
  const isBad = state === 'no-token' || failure !== null;
  return (
    <main className="flex h-full flex-col items-center justify-center gap-3 bg-app px-6 text-center">
      <h1 className="text-title-m">Framewright</h1>
      {isBad ? (
        <>
          <p role="alert" className="max-w-110 text-body text-text-2">
            {state === 'no-token' ? t('ui.no-token') : describeError(failureOf(failure), t)}
          </p>
          {state !== 'no-token' && (
            <Button tone="primary" onClick={onAgain}>
              {t('shell.again')}
            </Button>
          )}
        </>
      ) : (
        <p role="status" className="text-body text-text-2">
          {state === 'lost' ? t('ui.reconnecting') : t('shell.connecting')}
        </p>
      )}
    </main>
  );
}
