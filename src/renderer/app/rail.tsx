import { SCREENS } from '../../shared/model/screens.ts';
import { commandOf } from '../../shared/commands/all-commands.ts';
import { classNames } from '../lib/class-names.ts';
import { Icon } from '../ui/icon.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { COMMAND_ICONS } from '../workspace/command-icons.ts';
import { commandTooltip, useCommandsVersion } from '../workspace/use-commands.ts';
import { useWorkspace } from '../workspace/workspace-context.ts';

/** The rail of screens at the left edge. What needs a project says so until one is open. */
export function Rail() {
  const workspace = useWorkspace();
  const { t, route, commands } = workspace;
  useCommandsVersion();
  return (
    <nav
      aria-label={t('shell.regions')}
      data-landmark
      data-shell
      tabIndex={-1}
      className="focus-inset flex w-12 shrink-0 flex-col items-center gap-1 border-r border-line bg-panel py-2"
    >
      {SCREENS.map((screen) => {
        const id = `go.${screen}`;
        const glyph = COMMAND_ICONS[commandOf(id).icon];
        const isHere = route.screen === screen;
        const why = commands.whyNot(id);
        const { label, keys } = commandTooltip(id, workspace);
        return (
          <Tooltip key={screen} side="right" label={why === null ? label : `${label}: ${t(why)}`} keys={keys}>
            <button
              type="button"
              aria-label={label}
              aria-current={isHere ? 'page' : undefined}
              aria-disabled={why !== null}
              data-tour={screen}
              onClick={() => commands.run(id)}
              className={classNames(
                'focus-inset relative flex size-9 items-center justify-center rounded-control',
                screen === 'settings' && 'mt-auto',
                isHere
                  ? 'selected bg-active text-text-1 before:absolute before:-left-1.5 before:h-5 before:w-0.5 before:rounded-full before:bg-accent'
                  : why === null
                    ? 'text-text-3 hover:bg-hover hover:text-text-1'
                    : 'text-disabled',
              )}
            >
              {glyph !== undefined && <Icon of={glyph} className="size-5" />}
            </button>
          </Tooltip>
        );
      })}
    </nav>
  );
}
