import { CircleAlert, CircleCheck, KeyRound, PlugZap, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { ProviderView } from '../../../shared/contract/providers.ts';
import { describeError } from '../../../shared/i18n/describe-error.ts';
import type { MessageKey } from '../../../shared/i18n/translate.ts';
import { failureOf } from '../../client/api.ts';
import { AlertDialog } from '../../ui/alert-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';

const KEY_MIN_CHARS = 8;

/** Why a text cannot be a key; undefined where it can. The same rule as the library's. */
function faultOfKey(text: string): MessageKey | undefined {
  if (text === '') return 'providers.key-blank';
  if (text.length < KEY_MIN_CHARS) return 'providers.key-short';
  return /^[\x21-\x7e]+$/.test(text) ? undefined : 'providers.key-characters';
}

type Tested = { account: string } | { reason: string };

/** The key of a provider: entered, tested and forgotten here, and never shown again. */
export function ProviderKey({ provider }: { provider: ProviderView }) {
  const { t, api, toasts } = useWorkspace();
  const queries = useQueryClient();
  const { vendor, name, key } = provider;
  const [typed, setTyped] = useState('');
  const [fault, setFault] = useState<string>();
  const [tested, setTested] = useState<Tested>();
  const [busy, setBusy] = useState<'keep' | 'test' | 'remove' | null>(null);
  const [isAsking, setAsking] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hasKey = key !== 'missing';
  const isGiven = key === 'environment';
  const again = (): Promise<void> => queries.invalidateQueries({ queryKey: ['settings'] });
  const during = async (what: NonNullable<typeof busy>, work: () => Promise<void>): Promise<void> => {
    setBusy(what);
    await work();
    setBusy(null);
  };

  const test = async (): Promise<void> => {
    setTested(undefined);
    try {
      setTested(await api.providers.test({ vendor }));
    } catch (error) {
      const failure = failureOf(error);
      setTested({
        reason: failure.code === 'key-refused' ? t('providers.test-refused', { name }) : describeError(failure, t),
      });
    }
    // Not waited for: until then Enter on the next key would find a busy button and do nothing.
    void again();
  };
  const keep = async (): Promise<void> => {
    const text = typed.trim();
    const found = faultOfKey(text);
    setFault(found === undefined ? undefined : t(found));
    if (found !== undefined) return input.current?.focus();
    try {
      await api.providers.setKey({ vendor, key: text });
    } catch (error) {
      setFault(describeError(failureOf(error), t));
      return input.current?.focus();
    }
    setTyped('');
    toasts.success(t('providers.key-saved'));
    await test();
  };
  const remove = async (): Promise<void> => {
    try {
      await api.providers.removeKey({ vendor });
      setTested(undefined);
      toasts.success(t('providers.key-removed'));
    } catch (error) {
      setTested({ reason: describeError(failureOf(error), t) });
    }
    await again();
  };

  return (
    <div className="flex flex-col gap-3 px-4 py-3" data-setting="provider-key">
      <p className="max-w-prose text-base text-pretty text-text-2">{t(`providers.place-text.${key}`, { name })}</p>
      {!isGiven && (
        <form
          className="flex flex-wrap items-start gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void during('keep', keep);
          }}
        >
          <div className="min-w-60 grow basis-0">
            <Field
              label={t(hasKey ? 'providers.key-new' : 'providers.key')}
              hint={t('providers.key-hint')}
              error={fault}
            >
              {(control) => (
                <TextField
                  {...control}
                  ref={input}
                  type="password"
                  isMono
                  autoComplete="off"
                  spellCheck={false}
                  value={typed}
                  onChange={(event) => {
                    setTyped(event.target.value);
                    setFault(undefined);
                  }}
                />
              )}
            </Field>
          </div>
          <span className="pt-6">
            <Button type="submit" icon={KeyRound} isBusy={busy === 'keep'}>
              {t('providers.key-save')}
            </Button>
          </span>
        </form>
      )}
      {hasKey && (
        <div className="flex flex-wrap items-center gap-2">
          <Button icon={PlugZap} isBusy={busy === 'test'} onClick={() => void during('test', test)}>
            {t('providers.test')}
          </Button>
          {!isGiven && (
            <Button tone="quiet" icon={Trash2} isBusy={busy === 'remove'} onClick={() => setAsking(true)}>
              {t('providers.key-remove')}
            </Button>
          )}
          <span className="text-small text-text-3">{t('providers.test-hint')}</span>
        </div>
      )}
      <div role="status">
        {tested !== undefined &&
          ('account' in tested ? (
            <p className="flex items-start gap-1.5 text-base text-ok">
              <Icon of={CircleCheck} className="mt-0.5" />
              {t('providers.test-ok', { account: tested.account })}
            </p>
          ) : (
            <p className="flex items-start gap-1.5 text-base text-err">
              <Icon of={CircleAlert} className="mt-0.5" />
              <span className="min-w-0 break-words">{tested.reason}</span>
            </p>
          ))}
      </div>
      <AlertDialog
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={t('providers.key-remove-title', { name })}
        description={t('providers.key-remove-text', { name })}
        cancelLabel={t('ui.cancel')}
        confirmLabel={t('providers.key-remove')}
        isDanger
        onConfirm={() => void during('remove', remove)}
      />
    </div>
  );
}
