import { useState } from 'react';
import { Autocomplete } from '../../../src/renderer/ui/autocomplete.tsx';
import { Checkbox } from '../../../src/renderer/ui/checkbox.tsx';
import { Combobox } from '../../../src/renderer/ui/combobox.tsx';
import { Field } from '../../../src/renderer/ui/field.tsx';
import { FileDropInput } from '../../../src/renderer/ui/file-drop-input.tsx';
import { NumberField } from '../../../src/renderer/ui/number-field.tsx';
import { RadioGroup } from '../../../src/renderer/ui/radio-group.tsx';
import { SearchField } from '../../../src/renderer/ui/search-field.tsx';
import { Select } from '../../../src/renderer/ui/select.tsx';
import { Slider } from '../../../src/renderer/ui/slider.tsx';
import { Switch } from '../../../src/renderer/ui/switch.tsx';
import { TextArea } from '../../../src/renderer/ui/text-area.tsx';
import { TextField } from '../../../src/renderer/ui/text-field.tsx';
import { Section } from './section.tsx';
import type { Words } from './words.ts';

const RATIOS = ['16:9', '9:16', '1:1', '4:5'].map((value) => ({ value, label: value }));

/** Every kind of input, filled, empty, wrong and disabled. */
export function FieldSection({ w }: { w: Words }) {
  const [ratio, setRatio] = useState<string | undefined>('16:9');
  const [client, setClient] = useState<string | undefined>('a');
  const [length, setLength] = useState(4.5);
  const [mood, setMood] = useState('');
  const [search, setSearch] = useState(w.shot);
  const [volume, setVolume] = useState(60);
  const [quality, setQuality] = useState('draft');
  const [captions, setCaptions] = useState(true);
  const [offline, setOffline] = useState(true);
  const clients = [
    { value: 'a', label: 'Andaman Coffee', secondary: w.client },
    { value: 'b', label: 'กาแฟอันดามัน' },
    { value: 'c', label: 'จากบรีฟถึงภาพยนตร์' },
  ];
  return (
    <Section title={w.fields}>
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        <Field label={w.projectName} hint={w.hint} note={w.optional}>
          {(control) => <TextField {...control} defaultValue={w.shots} />}
        </Field>
        <Field label={w.projectName} error={w.required}>
          {(control) => <TextField {...control} placeholder={w.choose} />}
        </Field>
        <Field label={w.ratio}>
          {(control) => (
            <Select control={control} value={ratio} onChange={setRatio} options={RATIOS} placeholder={w.choose} />
          )}
        </Field>
        <Field label={w.ratio}>
          {(control) => (
            <Select
              control={control}
              value={undefined}
              onChange={setRatio}
              options={RATIOS}
              placeholder={w.choose}
              disabled
            />
          )}
        </Field>
        <Field label={w.client}>
          {(control) => (
            <Combobox
              control={control}
              value={client}
              onChange={setClient}
              options={clients}
              emptyLabel={w.noHit}
              clearLabel={w.clear}
              openLabel={w.open}
              placeholder={w.choose}
            />
          )}
        </Field>
        <Field label={w.seconds}>
          {(control) => (
            <NumberField {...control} value={length} onChange={setLength} min={0.5} max={8} step={0.5} unit="s" />
          )}
        </Field>
        <Field label={w.seconds}>
          {(control) => <NumberField {...control} value={undefined} onChange={setLength} mixedLabel={w.mixed} />}
        </Field>
        <Field label={w.details}>
          {(control) => (
            <Autocomplete
              control={control}
              value={mood}
              onChange={setMood}
              suggestions={[w.draft, w.final, w.story]}
              placeholder={w.choose}
            />
          )}
        </Field>
      </div>
      <Field label={w.story} note="92 / 500">
        {(control) => <TextArea {...control} isProse defaultValue={w.storyText} />}
      </Field>
      <SearchField label={w.search} clearLabel={w.clear} value={search} onChange={setSearch} />
      <div className="grid grid-cols-2 gap-4">
        <div className="flex flex-col gap-2">
          <Checkbox label={w.captions} hint={w.captionsHint} isChecked={captions} onChange={setCaptions} />
          <Checkbox label={w.showNames} isChecked={false} onChange={() => undefined} isMixed />
          <Checkbox label={w.log} isChecked onChange={() => undefined} disabled />
        </div>
        <RadioGroup
          label={w.quality}
          value={quality}
          onChange={setQuality}
          options={[
            { value: 'draft', label: w.draft },
            { value: 'final', label: w.final, hint: w.finalHint },
            { value: 'x', label: w.log, isDisabled: true },
          ]}
        />
        <div className="flex flex-col gap-2">
          <Switch label={w.offline} isOn={offline} onChange={setOffline} />
          <Switch label={w.captions} hint={w.captionsHint} isOn={false} onChange={() => undefined} />
          <Switch label={w.log} isOn={false} onChange={() => undefined} disabled />
        </div>
        <Slider label={w.volume} value={volume} onChange={setVolume} formatValue={(value) => `${value} %`} />
      </div>
      <FileDropInput label={w.drop} hint={w.dropHint} buttonLabel={w.dropButton} onFiles={() => undefined} />
    </Section>
  );
}
