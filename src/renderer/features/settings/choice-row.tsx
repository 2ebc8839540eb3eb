import { Select } from '../../ui/select.tsx';
import type { SelectOption } from '../../ui/select.tsx';
import { SettingRow } from './setting-row.tsx';
import { useChange } from './use-change.ts';
import type { Pick1 } from './use-change.ts';

export interface ChoiceRowProps<Value extends string> {
  id: string;
  title: string;
  hint: string;
  /** The part of the settings that this row is about. */
  part: Pick1;
  value: Value;
  options: readonly SelectOption<Value>[];
  patchOf: (value: Value) => ReturnType<Pick1>;
}

/** A setting with a few known values. */
export function ChoiceRow<Value extends string>(props: ChoiceRowProps<Value>) {
  const { id, title, hint, part, value, options, patchOf } = props;
  const { change, reset, isChanged } = useChange();
  return (
    <SettingRow id={id} title={title} hint={hint} isChanged={isChanged(part)} onReset={() => reset(title, part)}>
      {(control) => (
        <Select
          control={control}
          value={value}
          options={options}
          onChange={(next) => change(title, part, patchOf(next))}
        />
      )}
    </SettingRow>
  );
}
