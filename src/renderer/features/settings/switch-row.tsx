import { Switch } from '../../ui/switch.tsx';
import { SettingRow } from './setting-row.tsx';
import { useChange } from './use-change.ts';
import type { Pick1 } from './use-change.ts';

export interface SwitchRowProps {
  id: string;
  title: string;
  hint: string;
  part: Pick1;
  isOn: boolean;
  patchOf: (isOn: boolean) => ReturnType<Pick1>;
}

/** A setting that is on or off. */
export function SwitchRow({ id, title, hint, part, isOn, patchOf }: SwitchRowProps) {
  const { change, reset, isChanged } = useChange();
  return (
    <SettingRow id={id} title={title} hint={hint} isChanged={isChanged(part)} onReset={() => reset(title, part)}>
      {() => (
        <Switch
          label={<span className="sr-only">{title}</span>}
          isOn={isOn}
          onChange={(next) => change(title, part, patchOf(next))}
        />
      )}
    </SettingRow>
  );
}
