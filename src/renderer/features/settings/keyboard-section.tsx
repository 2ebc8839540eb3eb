import { COMMANDS } from '../../../shared/commands/all-commands.ts';
import type { CommandRow, Platform } from '../../../shared/commands/command-types.ts';
import { formatKeys, keysOn } from '../../../shared/commands/keys.ts';
import type { Translate } from '../../../shared/i18n/translate.ts';
import { containsQuery } from '../../lib/rank.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { useWorkspace } from '../../workspace/workspace-context.ts';
import { useShown } from './shown-settings.ts';

const MENUS = [...new Set(COMMANDS.map(({ menu }) => menu))];

/** Commands that a search finds by title, key or other name. */
export function findCommands(query: string, t: Translate, platform: Platform): readonly CommandRow[] {
  return COMMANDS.filter((row) => {
    const keys = keysOn(row.keys, platform).map((each) => formatKeys(each, platform));
    return containsQuery([t(row.titleKey), ...keys, ...row.keywords.en, ...row.keywords.th].join(' '), query);
  });
}

/** Every command with its keys, by menu. To read, not to change. */
export function KeyboardSection() {
  const { t, platform } = useWorkspace();
  const { query, has } = useShown();
  const rows = has('keys') ? COMMANDS : findCommands(query, t, platform);
  return (
    <section className="py-3">
      <p className="max-w-prose text-small text-pretty text-text-2">{t('settings.keys-hint')}</p>
      {MENUS.map((menu) => {
        const inMenu = rows.filter((row) => row.menu === menu);
        if (inMenu.length === 0) return null;
        return (
          <section key={menu} className="mt-4">
            <h3 className="mb-1 text-small font-medium text-text-2">{t(`shell.menu-${menu}`)}</h3>
            <dl>
              {inMenu.map((row) => (
                <div key={row.id} className="flex min-h-8 items-center gap-4 border-b border-line py-1">
                  <dt className="min-w-0 grow text-base">{t(row.titleKey)}</dt>
                  <dd className="flex shrink-0 gap-1">
                    {keysOn(row.keys, platform).length === 0 ? (
                      <span className="text-small text-text-2">{t('settings.no-keys')}</span>
                    ) : (
                      keysOn(row.keys, platform).map((keys) => <Kbd key={keys} keys={formatKeys(keys, platform)} />)
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </section>
  );
}
